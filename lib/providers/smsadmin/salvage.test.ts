import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { scriptCall } from '../call.fixture.ts'
import { pullReplies, pullReports } from './pulls.ts'

const report = (phone: string) => `${phone}/2026-11-21 09:00:00/R1/DELIVRD/01\n`
const part = (text: string) => ({
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: iconv.encode(text, 'gbk'),
})
const callOf = (settings = {}) =>
  scriptCall({ uid: 'demo', pwd: 'secret' }, () => '', { settings }).call

describe('of half an answer', () => {
  it('the reports that came whole are read, the last one not', () => {
    const half = part(`${report('13800000001')}${report('13800000002')}13800000003/2026-11-21 0`)
    const whole = pullReports.salvage?.(callOf(), half)
    if (!whole) throw new Error('nothing whole')
    expect(pullReports.parse(whole).events).toMatchObject([
      { phone: '13800000001', delivered: true },
      { phone: '13800000002', delivered: true },
    ])
    // A word cut short would be another word.
    expect(pullReports.salvage?.(callOf(), part(report('13800000001').slice(0, -6)))).toBe(
      undefined,
    )
  })
  it('replies are read as the address that was asked writes them', () => {
    const rows = '13800000001/2026-11-21 09:00:00/R1/%CD%CB%B6%A9/01\n13800000002/20'
    const whole = pullReplies.salvage?.(callOf({ replyPull: 'reve_urlencode' }), part(rows))
    if (!whole) throw new Error('nothing whole')
    expect(pullReplies.parse({ ...whole, receivedAt: new Date() }).events).toMatchObject([
      { phone: '13800000001', content: '退订' },
    ])
  })
  it.each(['', '\n', '<html>\n<body>', '13800000001/2026'])('nothing is made of %j', (text) => {
    expect(pullReports.salvage?.(callOf(), part(text))).toBeUndefined()
  })
})
