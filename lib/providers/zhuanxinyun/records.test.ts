import { describe, expect, it } from 'vitest'
import { bytes, scriptCall } from '../call.fixture.ts'
import { pullReplies, pullReports } from './pulls.ts'
import {
  account,
  appKey,
  push,
  raw,
  receivedAt,
  record,
  reply,
  report,
  reportOf,
} from './pushes.fixture.ts'

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

  it('gives a reply its own time, or says that it has none', () => {
    const mo = { src_id: '8615058306581', content: '好', dest_id: '410001123' }
    const own = { ...mo, time_stamp: '20160823143033' }
    expect(pullReplies.parse(raw(answer([mo, own]))).events).toMatchObject([
      { phone: '15058306581', content: '好', at: receivedAt, isUndated: true },
      { at: answered.at },
    ])
    const events = pullReplies.parse(raw(answer([own, { ...own, batch_num: 'b1' }]))).events
    expect(events[0]).not.toHaveProperty('isUndated')
    expect(events[1]).toMatchObject({ type: 'reply', keys: { reference: 'b1' } })
  })

  it.each(['', '[]', '{}', '{"errorCode":"100014"}', answer([{ dest_id: '1' }])])(
    'is unreadable when it is %j',
    (body) => {
      expect(() => pullReports.parse(raw(body))).toThrow(/bad_response/)
      expect(() => pullReplies.parse(raw(body))).toThrow(/bad_response/)
    },
  )
})
