import { expect, it, vi } from 'vitest'
import { createFaultBook } from './faults.ts'
import { createPusher } from './push.ts'
import type { PushResult } from './push-once.ts'
import { PUSH_ONCE, type PushRule } from './push-rule.ts'

type Row = { id: number }

/**
 * A pusher over rows 1 to 5 whose answers are given in turn; `sent` is what went out, `told` the
 * rows whose push was answered.
 */
function push(rule: PushRule, answers: PushResult[]) {
  let waiting: Row[] = [1, 2, 3, 4, 5].map((id) => ({ id }))
  const sent: number[][] = []
  const told: number[] = []
  const source = {
    vendor: 'test',
    rule: () => rule,
    take: (limit: number) => waiting.slice(0, limit),
    write: (rows: Row[]) => ({ body: JSON.stringify(rows.map(({ id }) => id)), contentType: '' }),
    done: (rows: Row[], isTold: boolean) => {
      if (isTold) told.push(...rows.map(({ id }) => id))
      waiting = waiting.filter((row) => !rows.includes(row))
    },
  }
  const sender = {
    send: async (_url: string, { body }: { body: string | Buffer }) => {
      sent.push(JSON.parse(String(body)))
      return answers.shift() ?? 'answered'
    },
    close: () => {},
  }
  const pusher = createPusher(source, sender, createFaultBook(Math.random))
  pusher.setUrl('http://x.example/')
  return { pusher, sent, told, left: () => waiting.map(({ id }) => id) }
}

it.each(['failed', 'slow'] as const)('once and no more, though it %s', async (result) => {
  const { pusher, sent, told, left } = push(PUSH_ONCE, [result, 'answered', result])
  await pusher.pump()
  expect(told).toEqual([2, 4, 5])
  expect(sent).toEqual([[1], [2], [3], [4], [5]])
  expect(left()).toEqual([])
  expect(pusher.state().stopped).toBe(false)
})

it('twice, then it gives the rows up and goes on', async () => {
  const rule = { ...PUSH_ONCE, batch: 2, attempts: 2, retryMs: [1] }
  const { sent, left } = push(rule, ['failed', 'failed'])
  await vi.waitFor(() => expect(left()).toEqual([]))
  expect(sent).toEqual([[1, 2], [1, 2], [3, 4], [5]])
})

it('again and again, until slow answers end it', async () => {
  const rule = { ...PUSH_ONCE, attempts: Number.POSITIVE_INFINITY, retryMs: [1], slowLimit: 2 }
  const { pusher, sent, left } = push(rule, ['failed', 'failed', 'failed', 'slow', 'slow'])
  await vi.waitFor(() => expect(pusher.state().stopped).toBe(true))
  expect(sent.slice(0, 4)).toEqual([[1], [1], [1], [1]])
  expect(left()).toContain(1)
})
