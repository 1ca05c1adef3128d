import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { parseCallback } from './parse-callback.ts'
import { pullReplies, pullReports } from './pulls.ts'
import { readXml } from './xml.ts'

const appKey = 'nqzuhh1wq9lxlpya1q0976gdb50p1eqi'
const account = { credentials: { appKey, appSecret: 's' } }
const receivedAt = new Date('2026-11-20T18:30:00Z')
const raw = (body: string | Uint8Array) => ({
  method: 'POST',
  query: '',
  contentType: 'text/xml',
  body: typeof body === 'string' ? bytes(body) : body,
  receivedAt,
})
const push = (body: string | Uint8Array) => parseCallback(raw(body), account)

// Both as the document prints them, the space before the batch's number and all.
const head = (nonce: string) => `<?xml version="1.0" encoding="UTF-8"?>
<xml>
<head>
<app_key>nqzuhh1wq9lxlpya1q0976gdb50p1eqi</app_key>
<time_stamp>20160823143033</time_stamp>
<nonce_str>${nonce}</nonce_str>
<sign>72b16e1d63b9f2f2ee588df4e88d7706</sign>
</head>
<body>
`
const record = `<record>
<mission_num>100001</mission_num>
<dest_id>15267797477</dest_id>
<send_status>SUCCESS</send_status>
<receive_status>SUCCESS</receive_status>
<receive_real_status>DELIVRD</receive_real_status>
<batch_num> zhuanxinyun100001</batch_num>
<stat_time>2017-04-21 22:42:22</stat_time>
</record>
`
const reportOf = (records: string) =>
  `${head('sdowenfwierhfwdkpkadbi')}<records>\n${records}</records>\n</body>\n</xml>`
const report = reportOf(record)
const reply = `${head('sdhi23hsdpghu32ohzh')}<dest>
<src_id>8615058306581</src_id>
<content>測試</content>
<dest_id>410001123</dest_id>
</dest>
</body>
</xml>`

const delivered = {
  type: 'report',
  keys: { reference: 'zhuanxinyun100001', messageReference: '100001' },
  phone: '15267797477',
  delivered: true,
  code: 'DELIVRD',
  at: new Date('2017-04-21T22:42:22+08:00'),
}
const answered = {
  type: 'reply',
  phone: '15058306581',
  content: '測試',
  at: new Date('2016-08-23T14:30:33+08:00'),
  senderNumber: '410001123',
}

describe('a push', () => {
  it('of a report, as the document prints it', () => {
    expect(push(report)).toEqual([delivered])
  })
  it('of a reply, as the document prints it', () => {
    expect(push(reply)).toEqual([answered])
  })
  it('of many records', () => {
    const failed = record.replace('DELIVRD', 'MK:0001').replace('100001<', '100002<')
    const zero = record.replace('DELIVRD', ' 0 ').replace('100001<', '100003<')
    expect(push(reportOf(record + failed + zero))).toMatchObject([
      delivered,
      { delivered: false, code: 'MK:0001', keys: { messageReference: '100002' } },
      { delivered: true, code: '0', keys: { messageReference: '100003' } },
    ])
  })
  it('without one of the two numbers, or with a time that is none', () => {
    const bare = record.replace(/<mission_num>.*\n/, '').replace('22:42:22', '25:42:22')
    expect(push(reportOf(bare))).toMatchObject([
      { keys: { reference: 'zhuanxinyun100001' }, at: new Date('2016-08-23T06:30:33Z') },
    ])
    const late = reportOf(bare).replace('20160823143033', 'soon')
    expect(push(late)).toMatchObject([{ at: receivedAt }])
  })
  it('with escapes, CDATA, a byte order mark, and nothing to say', () => {
    expect(
      push(reply.replace('測試', ' 1 &lt; 2 &amp; 😀\n ').replace('utf', 'UTF')),
    ).toMatchObject([{ content: ' 1 < 2 & 😀\n ' }])
    expect(push(reply.replace('測試', '<![CDATA[<b>&</b>]]>'))).toMatchObject([
      { content: '<b>&</b>' },
    ])
    expect(push(`\uFEFF${reply.replace('測試', '')}`)).toMatchObject([{ content: '' }])
    expect(push(reportOf(''))).toEqual([])
  })
  it.each(['another', '', appKey.toUpperCase()])('for the app_key %j is unauthorized', (key) => {
    expect(() => push(report.replace(appKey, key))).toThrow(/unauthorized/)
    expect(() => push(reply.replace(appKey, key))).toThrow(/unauthorized/)
  })
  it.each([
    ['nothing', ''],
    ['JSON', '{}'],
    ['a form', 'a=b'],
    ['another document', '<html></html>'],
    ['a document without a head', '<xml><body></body></xml>'],
    ['half a document', report.slice(0, 300)],
    ['two documents', report + reply],
    ['a record that says nothing', reportOf('<record><dest_id>15267797477</dest_id></record>')],
    ['a report of nothing', reportOf(record.replace(/<(mission|batch)_num>.*\n/g, ''))],
    ['a reply from nowhere', reply.replace('8615058306581', '10086')],
    ['GBK', Uint8Array.from([...bytes(reply.slice(0, 200)), 0xb2, 0xe2])],
  ])('that is %s is unreadable', (_, body) => {
    expect(() => push(body)).toThrow(/bad_response/)
  })
})

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

describe('a query', () => {
  const call = (body: string) => scriptCall(account.credentials, () => body, { settings: {} })
  const ask = { day: '2017-11-07', page: 1, submissionIds: [] }
  const row = {
    mission_num: 'm1',
    dest_id: '15267797477',
    receive_real_status: 'MI:0012',
    batch_num: 'b1',
    stat_time: '2017-04-21 22:42:22',
    another: null,
  }
  const answer = (records: unknown) =>
    JSON.stringify({ errorCode: '000000', errorMsg: '獲取成功', records })

  it('of reports asks for the day, as the document’s sample does', async () => {
    const { call: one, requests } = call(answer([row]))
    const document = await pullReports.fetch(one, ask)
    expect(requests).toMatchObject([
      {
        url: `${one.baseUrl}/api/v2/queryStatusReport.json`,
        text: `appKey=${appKey}&appSecret=s&time=2017-11-07`,
      },
    ])
    expect(pullReports.parse(document)).toEqual({
      events: [
        {
          ...delivered,
          keys: { reference: 'b1', messageReference: 'm1' },
          delivered: false,
          code: 'MI:0012',
        },
      ],
      more: false,
    })
  })

  it('of replies asks with the keys alone', async () => {
    const { call: one, requests } = call(answer([]))
    const document = await pullReplies.fetch(one, ask)
    expect(requests).toMatchObject([
      { url: `${one.baseUrl}/api/v2/queryMoRecord.json`, text: `appKey=${appKey}&appSecret=s` },
    ])
    expect(pullReplies.parse(document).events).toEqual([])
  })

  it.each([
    ['records', answer([row])],
    ['one record', answer(row)],
    ['records in records', answer({ record: [row] })],
    [
      'names in one word',
      answer([
        {
          missionNum: 'm1',
          destId: '15267797477',
          receiveRealStatus: 'MI:0012',
          batchNum: 'b1',
          statTime: row.stat_time,
        },
      ]),
    ],
    ['another name', JSON.stringify({ errorCode: '000000', data: { list: [row] } })],
    [
      'XML',
      `<xml><errorCode>000000</errorCode><records>${record.replace('DELIVRD', 'MI:0012').replace('100001<', 'm1<').replace(' zhuanxinyun100001', 'b1')}</records></xml>`,
    ],
  ])('is read with %s', (_, body) => {
    expect(pullReports.parse(raw(body)).events).toMatchObject([
      { keys: { reference: 'b1', messageReference: 'm1' }, code: 'MI:0012', at: delivered.at },
    ])
  })

  it('gives a reply its own time, or that of the day it came, in China', () => {
    const mo = { src_id: '8615058306581', content: '好', dest_id: '410001123' }
    const own = { ...mo, time_stamp: '20160823143033' }
    expect(pullReplies.parse(raw(answer([mo, own]))).events).toMatchObject([
      { phone: '15058306581', content: '好', at: new Date('2026-11-20T16:00:00Z') },
      { at: answered.at },
    ])
  })

  it.each(['', '[]', '{}', '{"errorCode":"100014"}', answer([{ dest_id: '1' }])])(
    'is unreadable when it is %j',
    (body) => {
      expect(() => pullReports.parse(raw(body))).toThrow(/bad_response/)
      expect(() => pullReplies.parse(raw(body))).toThrow(/bad_response/)
    },
  )
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
