import { expect, test } from 'vitest'
import { findProblem, type Judged } from './judge-messages.ts'

const message = (status: string, more: Partial<Judged> = {}): Judged => ({
  phone: '13700001234',
  status,
  batch: 'finished',
  failure: null,
  by_person: false,
  ...more,
})

test.each([
  ['unknown', {}],
  ['rejected', {}],
  ['queued', { batch: 'paused' }],
  ['canceled', { batch: 'aborted' }],
  ['blocked', { failure: 'opt_out' }],
])('who was never taken may be %s', (status, more) => {
  expect(findProblem(message(status, more), 0, false)).toBeUndefined()
})

test.each([
  ['submitted', {}],
  ['delivered', {}],
  ['submitting', {}],
  ['unreported', {}],
  ['queued', { batch: 'finished' }],
  ['canceled', { batch: 'finished' }],
  ['blocked', { failure: null }],
])('who was never taken may not be %s', (status, more) => {
  expect(findProblem(message(status, more), 0, false)).toBeDefined()
})

test('taken twice is wrong, whatever the message says', () => {
  expect(findProblem(message('delivered'), 2, true)?.words).toContain('more than once')
})

test.each(['submitted', 'unknown', 'queued', 'rejected', 'failed', 'canceled'])(
  'taken and reported to us may not be %s',
  (status) => {
    expect(findProblem(message(status), 1, true)?.isLost).toBe(true)
  },
)

test('taken and reported is at its end, or where a person put it', () => {
  expect(findProblem(message('delivered'), 1, true)).toBeUndefined()
  expect(findProblem(message('failed', { phone: '13900000001' }), 1, true)).toBeUndefined()
  const settled = message('delivered', { phone: '13900000001', by_person: true })
  expect(findProblem(settled, 1, true)).toBeUndefined()
})

test('taken and not reported is open, or at its end by a report whose answer was lost', () => {
  for (const status of ['submitted', 'unknown', 'delivered'])
    expect(findProblem(message(status), 1, false)).toBeUndefined()
  for (const status of ['queued', 'rejected', 'canceled', 'submitting', 'failed'])
    expect(findProblem(message(status), 1, false)).toBeDefined()
})

test('no report ever comes for some: they stay open', () => {
  const phone = '13900000002'
  expect(findProblem(message('submitted', { phone }), 1, false)).toBeUndefined()
  expect(findProblem(message('delivered', { phone }), 1, false)).toBeDefined()
})
