import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import type { RawDocument } from '../events.ts'
import { percentEncode } from './gbk.ts'
import { pullReplies, pullReports } from './pulls.ts'

const receivedAt = new Date('2026-11-21T02:00:00Z')
const at = new Date('2026-11-21T01:00:00Z')
const answer = (text: string, query = 'reve'): RawDocument => ({
  method: 'GET',
  query,
  contentType: 'text/html',
  body: iconv.encode(text, 'gb18030'),
  receivedAt,
})
const row = (phone: string, word: string, end = '/01') =>
  `${phone}/2026-11-21 09:00:00/R1/${word}${end}\n`

describe('reve_urlencode', () => {
  it.each([
    ['everything', percentEncode('你好/\n再见')],
    ['what is special, as the document’s “url” says', '你好%2F%0A再见'],
    ['and a byte of a character that is a letter', '%C4%E3%BA%C3%2F%0A再见'],
  ])('with %s encoded is read whole', (_, word) => {
    const { events } = pullReplies.parse(answer(row('13800000001', word), 'reve_urlencode'))
    expect(events).toMatchObject([{ phone: '13800000001', content: '你好/\n再见' }])
  })
  it.each(['退订', '𠮷', '丂'])('with nothing encoded in %s', (word) => {
    const { events } = pullReplies.parse(answer(row('13800000001', word), 'reve_urlencode'))
    expect(events).toMatchObject([{ content: word }])
  })
})

describe('nothing to fetch', () => {
  it.each([
    '150',
    '160',
    '160 当前账户无可获取的状态报告',
    '150当前账户无可获取的用户上行信息',
    '',
    '\r\n',
    '\uFEFF160',
  ])('%j', (text) => {
    const bytes = text.startsWith('\uFEFF') ? Buffer.from(text) : iconv.encode(text, 'gbk')
    for (const pull of [pullReplies, pullReports]) {
      const raw = { ...answer(''), body: bytes }
      expect(pull.isEmpty?.(raw)).toBe(true)
      expect(pull.parse(raw)).toEqual({ events: [], more: false })
    }
  })
  it.each(['15012345678/x/R/DELIVRD/01', `160\n${row('13800000001', 'DELIVRD')}`, '1500', '16'])(
    'is not what %j says',
    (text) => expect(pullReports.isEmpty?.(answer(text))).toBe(false),
  )
})

describe('a row', () => {
  const report = { type: 'report', keys: { reference: 'R1' }, delivered: true, code: 'DELIVRD', at }

  it('without a sub-code among whole ones is read', () => {
    const rows = row('13800000001', 'DELIVRD') + row('13800000002', 'DELIVRD', '')
    expect(pullReports.parse(answer(rows)).events).toEqual([
      { ...report, phone: '13800000001' },
      { ...report, phone: '13800000002' },
    ])
    const replies = row('13800000001', 'TD', '') + row('13800000002', '1/2')
    expect(pullReplies.parse(answer(replies)).events).toEqual([
      { type: 'reply', phone: '13800000001', content: 'TD', at, keys: { reference: 'R1' } },
      {
        type: 'reply',
        phone: '13800000002',
        content: '1/2',
        at,
        keys: { reference: 'R1' },
        senderNumber: '01',
      },
    ])
  })

  it('of a phone in another form costs no other one, and names its call', () => {
    const phones = ['13800000001', '008613800000002', '1380000****', 'x', '13800000004']
    const text = phones.map((phone) => row(phone, 'DELIVRD')).join('')
    const { events } = pullReports.parse(answer(`${text}odd\n${row('13800000005', 'DELIVRD')}`))
    expect(events).toEqual([
      { ...report, phone: '13800000001' },
      { ...report, phone: '13800000002' },
      { ...report, phone: '1380000****' },
      report,
      { ...report, phone: '13800000004' },
      { type: 'unreadable', at: expect.any(Date) },
      { ...report, phone: '13800000005' },
    ])
    const replies = row('13800000001', '第一行\n第二行') + row('008613800000002', 'TD')
    expect(pullReplies.parse(answer(replies)).events).toMatchObject([
      { phone: '13800000001', content: '第一行\n第二行' },
      { phone: '13800000002', content: 'TD' },
    ])
  })

  it.each(['10086', '106901234567', '1380000****'])('from %s costs no other reply', (sender) => {
    const text = row('13800000001', 'TD') + row(sender, '尊敬的客户') + row('13800000002', 'T')
    expect(pullReplies.parse(answer(text)).events).toMatchObject([
      { phone: '13800000001', content: 'TD', senderNumber: '01' },
      { type: 'unreadable' },
      { phone: '13800000002', content: 'T' },
    ])
    const lines = '周五\n10086/10010 都可以'
    expect(pullReplies.parse(answer(row('13800000001', lines))).events).toMatchObject([
      { content: lines },
    ])
  })

  it('behind the byte order mark of UTF-8', () => {
    const body = Buffer.concat([
      Uint8Array.of(0xef, 0xbb, 0xbf),
      iconv.encode(row('13800000001', 'DELIVRD'), 'gbk'),
    ])
    const { events } = pullReports.parse({ ...answer(''), body })
    expect(events).toEqual([{ ...report, phone: '13800000001' }])
  })
})
