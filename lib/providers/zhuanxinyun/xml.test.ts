import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { pullReports } from './pulls.ts'
import { push, raw, record, reply, report, reportOf } from './pushes.fixture.ts'
import { readXml } from './xml.ts'

describe('a DOCTYPE is refused', () => {
  const bomb = `<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa">${Array.from(
    { length: 9 },
    (_, n) => `<!ENTITY ${'abcdefghij'[n + 1]} "${`&${'abcdefghij'[n]};`.repeat(10)}">`,
  ).join('')}]>`
  const outside = '<!DOCTYPE xml SYSTEM "http://127.0.0.1:1/x.dtd">'
  it.each([
    ['of entities', report.replace('<xml>', `${bomb}<xml>`).replace('100001', '&j;')],
    ['from elsewhere', report.replace('<xml>', `${outside}<xml>`)],
    ['in small letters', report.replace('<xml>', '<!doctype xml><xml>')],
    ['behind a comment', report.replace('<xml>', `<!-- <a> -->${outside}<xml>`)],
  ])('%s', (_, body) => {
    expect(readXml(bytes(body))).toBeUndefined()
    expect(() => push(body)).toThrow(/bad_response/)
  })
  it('but not the word in a reply', () => {
    expect(push(reply.replace('測試', '<![CDATA[<!DOCTYPE a>]]>'))).toMatchObject([
      { content: '<!DOCTYPE a>' },
    ])
  })
})

describe('whatever the bytes', () => {
  const parsers = [push, (body: Uint8Array) => pullReports.parse(raw(body))]
  const timeOf = (parse: () => unknown): number => {
    const startedAt = performance.now()
    try {
      parse()
    } catch (error) {
      expect(error).toBeInstanceOf(ProviderError)
    }
    return performance.now() - startedAt
  }
  /** The best of three, since a busy machine is not the parser's fault. */
  const survive = (body: Uint8Array) => {
    for (const parse of parsers) {
      const time = () => timeOf(() => parse(body))
      if (time() >= 100) expect(Math.min(time(), time())).toBeLessThan(100)
    }
  }
  const mutate = (source: string) =>
    fc
      .array(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 8 }), fc.nat(12)), { maxLength: 6 })
      .map((cuts) =>
        cuts.reduce<Uint8Array>((body, [place, piece, skip]) => {
          const at = body.length === 0 ? 0 : place % body.length
          return Uint8Array.from([...body.subarray(0, at), ...piece, ...body.subarray(at + skip)])
        }, bytes(source)),
      )

  it('random ones', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 4_000 }), survive), { numRuns: 300 })
  })
  it.each([report, reply, reportOf(record.repeat(5))])('a push with cuts', (source) => {
    fc.assert(fc.property(mutate(source), survive), { numRuns: 400 })
  })
  it.each([
    ['open elements', '<a>'.repeat(100_000)],
    ['nested elements', `<xml>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</xml>`],
    ['angles', '<'.repeat(200_000)],
    ['ampersands', `<xml>${'&'.repeat(200_000)}</xml>`],
    ['spaces', `${' '.repeat(200_000)}<`],
    ['half a DOCTYPE', `<!DOCTYPE ${'['.repeat(200_000)}`],
    ['attributes', `<xml ${Array.from({ length: 20_000 }, (_, n) => `a${n}="1"`).join(' ')}/>`],
    ['nested lists', '['.repeat(50_000)],
  ])('many %s', (_, source) => survive(bytes(source)))
})
