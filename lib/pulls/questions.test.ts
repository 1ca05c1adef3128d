import { describe, expect, it } from 'vitest'
import type { VendorEvent } from '#lib/providers/events.ts'
import { digestAnswer, isTime, nothingSaid, recallQuestions } from './questions.ts'

const now = Date.parse('2026-11-21T10:00:00Z')
const ago = (seconds: number) => new Date(now - seconds * 1000)
const asked = (secondsAgo: number, page = 1, size = 1_000) => ({
  askedAt: ago(secondsAgo).getTime(),
  page,
  size,
  said: new Map(),
})

describe('a question is asked again', () => {
  it.each([
    ['at once in the first minutes after a call', 600, 0, true],
    ['not so soon an hour after it', 3_600, 60, false],
    ['after a minute then', 3_600, 63, true],
    ['not so soon after a day', 86_400, 1_700, false],
    ['each half hour then', 86_400, 1_800, true],
    ['each half hour after three days as well', 3 * 86_400, 1_800, true],
  ])('%s', (_, age, since, expected) => {
    expect(isTime(asked(since), ago(age), now)).toBe(expected)
  })
  it('each half hour where no call waits', () => {
    expect(isTime(asked(1_799), null, now)).toBe(false)
    expect(isTime(asked(1_800), null, now)).toBe(true)
  })
  it('not so soon where the answer was large, and after half an hour at last', () => {
    const answer = (secondsAgo: number, size: number) =>
      isTime(asked(secondsAgo, 1, size), ago(60), now)
    expect([answer(119, 13_000_000), answer(120, 13_000_000)]).toEqual([false, true])
    expect([answer(1_799, 1e9), answer(1_800, 1e9)]).toEqual([false, true])
  })
  it('at once where the last turn did not come to the end', () => {
    expect(isTime(asked(0, 2), ago(86_400), now)).toBe(true)
  })
})

it('days that are over are forgotten, the others keep what is known', () => {
  const [first] = recallQuestions('place', ['1', '2']).values()
  if (first) first.page = 7
  const later = recallQuestions('place', ['2', '1'])
  expect([...later].map(([day, { page }]) => [day, page])).toEqual([
    ['2', 1],
    ['1', 7],
  ])
  recallQuestions('place', ['2'])
  expect(recallQuestions('place', ['1']).get('1')?.page).toBe(1)
})

describe('two answers say the same', () => {
  const receivedAt = new Date(now)
  const digest = (body: string, events: VendorEvent[], at = receivedAt) =>
    digestAnswer(
      { method: 'GET', query: '', contentType: '', body: Buffer.from(body), receivedAt: at },
      { events, more: false },
    )
  const report = (code: string, at: Date): VendorEvent => ({
    ...{ type: 'report', keys: { vendorMessageId: '1' }, delivered: false },
    ...{ code, at },
  })
  it('with the same events, whatever else stands in them', () => {
    expect(digest('a', [report('x', ago(9))])).toBe(digest('b', [report('x', ago(9))]))
    expect(digest('a', [report('x', ago(9))])).not.toBe(digest('a', [report('y', ago(9))]))
    expect(digest('a', [])).toBe(nothingSaid)
  })
  it('though the time they came stands in for their own', () => {
    const later = new Date(now + 60_000)
    expect(digest('a', [report('x', receivedAt)])).toBe(digest('a', [report('x', later)], later))
  })
  it('when neither can be read and the bytes are the same', () => {
    const broken = (body: string) =>
      digestAnswer(
        { method: 'GET', query: '', contentType: '', body: Buffer.from(body) },
        { error: new Error('no') },
      )
    expect(broken('a')).toBe(broken('a'))
    expect(broken('a')).not.toBe(broken('b'))
  })
})
