import { describe, expect, it } from 'vitest'
import { scriptCall } from '../call.fixture.ts'
import { findOutcome } from './find-outcome.ts'
import { keys, page, row } from './rows.fixture.ts'

describe('findOutcome', () => {
  const message = {
    phone: '15757123456',
    text: '【落子時】hello,hello',
    templateVendorId: '2',
    reference: 'R',
    calledAt: new Date('2017-04-06T08:35:58Z'),
  }
  const find = (rows: unknown[], more: { total?: number; calledAt?: Date } = {}) => {
    const { call, requests } = scriptCall(keys, () => page(rows, more.total))
    const calledAt = more.calledAt ?? message.calledAt
    return { found: findOutcome(call, { ...message, calledAt }), requests }
  }
  it('one row that fits settles it, with its report', async () => {
    const { found, requests } = find([row, { ...row, id: 3, template_id: 9 }])
    expect(await found).toEqual({
      found: 'accepted',
      vendorMessageId: '2',
      report: { delivered: true, code: 'success', at: new Date('2017-04-06T08:36:01Z') },
    })
    expect(requests[0]?.url).toContain('date=2017-04-06&mobile=15757123456')
  })
  it('not yet sent, it is accepted without a report', async () => {
    const waiting = { ...row, content: 'hello,hello', sent_at: null, status: 'processing' }
    expect(await find([waiting]).found).toEqual({ found: 'accepted', vendorMessageId: '2' })
  })
  it('two rows that fit are for a person', async () => {
    expect(await find([row, { ...row, id: 3 }]).found).toEqual({ found: 'ambiguous' })
    expect(await find([row], { total: 101 }).found).toEqual({ found: 'ambiguous' })
  })
  it.each([
    ['another text', { content: 'bye' }],
    ['another time', { created_at: '2017-04-06T09:36:00.000Z' }],
    ['no time', { created_at: null }],
    ['another number', { mobile: '15757123457' }],
    ['another template', { template_id: 3 }],
  ])('%s is not ours, and that proves nothing', async (_, change) => {
    expect(await find([{ ...row, ...change }]).found).toEqual({ found: 'nothing' })
  })
  it('a row that cannot be read could be it as well', async () => {
    expect(await find([row, { ...row, id: null }]).found).toEqual({ found: 'ambiguous' })
    const emptied = ({ url }: { url: string }) => page(url.includes('&page=1&') ? [row] : [], 2)
    const { call } = scriptCall(keys, emptied)
    expect(await findOutcome(call, message)).toEqual({ found: 'ambiguous' })
  })
  it.each([
    ['in China', '2017-04-06T20:00:00Z', '2017-04-07'],
    ['in UTC', '2017-04-06T20:00:00Z', '2017-04-06'],
  ])('finds it on its day %s', async (_, at, filed) => {
    const late = { ...row, created_at: '2017-04-06T20:00:01.000Z' }
    const byDay = ({ url }: { url: string }) => page(url.includes(`date=${filed}`) ? [late] : [])
    const { call } = scriptCall(keys, byDay)
    const found = findOutcome(call, { ...message, calledAt: new Date(at) })
    expect(await found).toMatchObject({ found: 'accepted', vendorMessageId: '2' })
  })
  it('reads on where the vendor gives fewer rows than asked for', async () => {
    const rows = [{ ...row, id: 8, template_id: 9 }, { ...row, id: 9, template_id: 9 }, row]
    const byPage = ({ url }: { url: string }) =>
      page(rows.slice(Number(/&page=(\d)/.exec(url)?.[1]) - 1).slice(0, 1), 3)
    const { call } = scriptCall(keys, byPage)
    expect(await findOutcome(call, message)).toMatchObject({ vendorMessageId: '2' })
  })
  it('asks for both days around midnight in China, and counts a row once', async () => {
    const calledAt = new Date('2017-04-06T15:58:00Z')
    const late = { ...row, created_at: '2017-04-06T15:58:01.000Z' }
    const { found, requests } = find([late], { calledAt })
    expect(await found).toMatchObject({ found: 'accepted' })
    expect(requests.map(({ url }) => /date=([\d-]+)/.exec(url)?.[1])).toEqual([
      '2017-04-06',
      '2017-04-07',
    ])
  })
})
