import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import type { RawDocument } from '../events.ts'
import { percentEncode } from './gbk.ts'
import { parseCallback } from './parse-callback.ts'
import { pullReplies, pullReports } from './pulls.ts'
import { settings } from './settings.ts'

const receivedAt = new Date('2026-11-21T02:00:00Z')
const account = { credentials: { uid: 'ID', pwd: 'p' } }
const raw = (more: Partial<RawDocument>): RawDocument => ({
  method: 'POST',
  query: '',
  contentType: '',
  body: new Uint8Array(),
  receivedAt,
  ...more,
})
const answer = (text: string, query = 'reve'): RawDocument =>
  raw({ method: 'GET', query, body: iconv.encode(text, 'gbk') })
const errorOf = (work: () => unknown): ProviderError => {
  try {
    return expect.fail(JSON.stringify(work()))
  } catch (error) {
    if (error instanceof ProviderError) return error
    throw error
  }
}

describe('pushes', () => {
  // The document's two examples as printed, spaces, zero dates and all.
  const reply =
    'Class=mo&SmsName=ID&Mobile=13802102102&Message=test&LinkId=123456789& RevertTime=0000-00-00 00:00:00'
  const report =
    'Class=rpt&SmsName=ID&Mobile=13802102102&LinkId=123456789&Report=DELIVRD&ReportTime=0000-00-00 00:00:00'
  const places = (text: string): [string, RawDocument][] => [
    ['query', raw({ query: text })],
    ['body', raw({ body: Buffer.from(text, 'latin1') })],
  ]

  it.each(places(reply))('the reply, its parameters in the %s', (_, document) => {
    expect(parseCallback(document, account)).toEqual([
      {
        type: 'reply',
        phone: '13802102102',
        content: 'test',
        at: receivedAt,
        keys: { reference: '123456789' },
      },
    ])
  })
  it.each(places(report))('the report, its parameters in the %s', (_, document) => {
    expect(parseCallback(document, account)).toEqual([
      {
        type: 'report',
        keys: { reference: '123456789' },
        phone: '13802102102',
        delivered: true,
        code: 'DELIVRD',
        at: receivedAt,
      },
    ])
  })

  it('in GBK, with a time in China', () => {
    const message = percentEncode('回复“TD”\n+100%')
    const query = `Class=mo&SmsName=ID&Mobile=8613802102102&Message=${message}&LinkId=&RevertTime=2017-09-28+10%3A00%3A05`
    expect(parseCallback(raw({ query }), account)).toEqual([
      {
        type: 'reply',
        phone: '13802102102',
        content: '回复“TD”\n+100%',
        at: new Date('2017-09-28T02:00:05Z'),
      },
    ])
  })

  it.each([
    ['UNDELIV', 'report'],
    ['EXPIRED', 'report'],
    ['MK:0001', 'report'],
    ['ACCEPTD', 'word'],
    ['处理中', 'word'],
  ])('%s is a %s', (word, type) => {
    const query = `Class=rpt&SmsName=ID&Mobile=13802102102&LinkId=1&Report=${percentEncode(word)}`
    const [event] = parseCallback(raw({ query }), account)
    expect(event).toMatchObject(
      type === 'word' ? { type, word } : { type, code: word, delivered: false },
    )
  })

  it.each([
    ['', 'bad_response'],
    ['Class=xx&SmsName=ID', 'bad_response'],
    ['Class=mo&SmsName=ID&Mobile=&Message=x', 'bad_response'],
    ['Class=rpt&SmsName=ID&Mobile=&LinkId=&Report=DELIVRD', 'bad_response'],
    ['Class=rpt&SmsName=ID&Mobile=13802102102&Report=', 'bad_response'],
    [reply.replace('SmsName=ID', 'SmsName=other'), 'unauthorized'],
    [reply.replace('SmsName=ID&', ''), 'unauthorized'],
  ])('%s is %s', (query, failure) => {
    expect(errorOf(() => parseCallback(raw({ query }), account)).failure).toBe(failure)
  })
})

describe('pulls', () => {
  const rows = (count: number, word = 'DELIVRD') =>
    Array.from(
      { length: count },
      (_, n) => `${13_800_000_000 + n}/2026-11-21 10:00:0${n % 10}/REF${n}/${word}/01\n`,
    ).join('')

  it('20 reports, and so more', () => {
    const { events, more } = pullReports.parse(answer(rows(20)))
    expect(more).toBe(true)
    expect(events).toHaveLength(20)
    expect(events[3]).toEqual({
      type: 'report',
      keys: { reference: 'REF3' },
      phone: '13800000003',
      delivered: true,
      code: 'DELIVRD',
      at: new Date('2026-11-21T02:00:03Z'),
    })
    expect(pullReports.parse(answer(rows(19))).more).toBe(false)
  })

  it('with the spaces and the \\n of the table', () => {
    const text = '13800000001/2026-11-21 10:00:00//UNDELIV/01 \\n 13800000002/x/R2/DELIVRD/ \\n'
    expect(pullReports.parse(answer(text)).events).toMatchObject([
      { phone: '13800000001', keys: {}, delivered: false, code: 'UNDELIV' },
      { phone: '13800000002', keys: { reference: 'R2' }, delivered: true, at: receivedAt },
    ])
  })

  it.each([
    [pullReplies, '150'],
    [pullReports, '160'],
    [pullReports, ' 160\r\n'],
  ])('nothing to fetch', (pull, text) => {
    expect(pull.parse(answer(text))).toEqual({ events: [], more: false })
  })

  it('replies with slashes and line breaks, plain', () => {
    const text =
      '13800000001/2026-11-21 10:00:00/R1/1/2/3\n第二行/01\n13800000002/2026-11-21 10:00:00//TD/\n'
    expect(pullReplies.parse(answer(text)).events).toEqual([
      {
        type: 'reply',
        phone: '13800000001',
        content: '1/2/3\n第二行',
        at: new Date('2026-11-21T02:00:00Z'),
        senderNumber: '01',
        keys: { reference: 'R1' },
      },
      {
        type: 'reply',
        phone: '13800000002',
        content: 'TD',
        at: new Date('2026-11-21T02:00:00Z'),
      },
    ])
  })

  it('and encoded, which nobody can write a second row into', () => {
    const content = '收到+100%\n13900000000/2026-11-21 10:00:00/R9/TD/01'
    const row = `13800000001/2026-11-21 10:00:00/R1/${percentEncode(content)}/01\n`
    const { events } = pullReplies.parse(answer(row, 'reve_urlencode'))
    expect(events).toMatchObject([{ phone: '13800000001', content }])
  })

  it('are asked for by name, and only once opened', async () => {
    expect(pullReports.isOpen?.({})).toBe(false)
    expect(pullReplies.isOpen?.({ pullsOpen: true })).toBe(true)
    const ask = { day: '2026-11-21', page: 1, submissionIds: [] }
    const script: Script = () => ({ body: iconv.encode('150', 'gbk') })
    for (const replyPull of ['reve', 'reve_urlencode'] as const) {
      const channel = settings.parse({ replyPull })
      const { call, requests } = scriptCall({ uid: 'a', pwd: 'b' }, script, { settings: channel })
      const document = await pullReplies.fetch(call, ask)
      expect(document).toMatchObject({ method: 'GET', query: replyPull })
      expect(requests[0]?.url).toMatch(new RegExp(`/api/${replyPull}/\\?uid=a&pwd=b$`))
    }
  })

  it('hand over whatever may hold rows, and throw what certainly holds none', async () => {
    const ask = { day: '2026-11-21', page: 1, submissionIds: [] }
    const fetchOf = (text: string) =>
      pullReports.fetch(
        scriptCall({ uid: 'a', pwd: 'b' }, () => ({ body: iconv.encode(text, 'gbk') })).call,
        ask,
      )
    expect((await fetchOf('odd')).body).toEqual(iconv.encode('odd', 'gbk'))
    await expect(fetchOf('1 用户名或密码错误!')).rejects.toMatchObject({ failure: 'unauthorized' })
    await expect(fetchOf('<html>')).rejects.toMatchObject({ failure: 'bad_response' })
    expect(errorOf(() => pullReports.parse(answer('odd'))).failure).toBe('bad_response')
  })
})

describe('whatever comes', () => {
  const seed = iconv.encode(
    'Class=mo&SmsName=ID&Mobile=13802102102&Message=%B2%E2&LinkId=1\n13800000001/2026-11-21 10:00:00/R1/1/2/01\n',
    'gbk',
  )
  const mutated = fc
    .array(fc.tuple(fc.nat(seed.length - 1), fc.nat(255)), { maxLength: 20 })
    .map((changes) => {
      const copy = Buffer.from(seed)
      for (const [at, byte] of changes) copy[at] = byte
      return copy
    })
  const parsers = (document: RawDocument) => [
    () => parseCallback(document, account),
    () => pullReports.parse(document),
    () => pullReplies.parse(document),
  ]
  const readOrRefuse = (parse: () => unknown): number => {
    // Time of this thread alone: the machine has other things to do as well.
    const before = process.threadCpuUsage()
    try {
      parse()
    } catch (error) {
      expect(error).toBeInstanceOf(ProviderError)
    }
    const { user, system } = process.threadCpuUsage(before)
    return (user + system) / 1_000
  }

  it('is read or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 5_000 }), mutated), (body) => {
        parsers(raw({ body, query: 'reve_urlencode' })).forEach(readOrRefuse)
      }),
    )
  })

  it.each(['\n', ' ', '/', '%', '%4', '=', '&', 'a=b&', '\\n', '1', '13800000001/', '/\n', '\xff'])(
    'is not slow over 200 kB of %j',
    (unit) => {
      const body = Buffer.from(unit.repeat(200_000 / unit.length), 'latin1')
      for (const parse of parsers(raw({ body, query: 'reve_urlencode' }))) {
        const times = [1, 2, 3].map(() => readOrRefuse(parse))
        expect(Math.min(...times)).toBeLessThan(100)
      }
    },
  )
})
