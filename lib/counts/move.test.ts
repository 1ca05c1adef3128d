import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { canMove, type MessageStatus, messageStatuses } from '#lib/messages/status.ts'
import { holds } from '#lib/properties.fixture.ts'
import type { Delta } from './delta.ts'
import { moveDeltas } from './move.ts'

vi.setConfig({ testTimeout: 120_000 })

const causes = ['claim', 'outcome', 'report', 'person', 'block', 'cancel', 'silence'] as const
const step = fc.record({
  to: fc.constantFrom(...messageStatuses),
  code: fc.constantFrom('', 'DELIVRD', 'UNDELIV', 'MK:0001'),
})
const message = fc.record({
  carrier: fc.constantFrom('cmcc', 'cucc', ''),
  day: fc.constantFrom('2026-11-20', '2026-11-21'),
  segments: fc.integer({ min: 1, max: 6 }),
  way: fc.array(step, { maxLength: 12 }),
})
type Sums = Record<string, [messages: number, segments: number]>

function add(sums: Sums, { status, day, code, carrier, messages, segments }: Delta): void {
  const key = [status, day ?? '', day ? code : '', day ? carrier : ''].join('/')
  const [m, s] = sums[key] ?? [0, 0]
  sums[key] = [m + messages, s + segments]
}
const present = (sums: Sums): Sums =>
  Object.fromEntries(Object.entries(sums).filter(([, [m, s]]) => m !== 0 || s !== 0))

const inFinal = ['delivered', 'failed', 'rejected', 'unreported']
const withoutDay = ['queued', 'submitting', 'blocked', 'canceled']

test('whatever way messages go, the added-up moves are a count of where they stand', () => {
  holds(
    fc.property(fc.array(message, { maxLength: 6 }), (messages) => {
      const moved: Sums = {}
      const counted: Sums = {}
      for (const { carrier, day, segments, way } of messages) {
        let was: MessageStatus = 'queued'
        let wasCode = ''
        add(moved, { status: 'queued', messages: 1, segments })
        for (const { to, code } of way) {
          if (!causes.some((cause) => canMove(was, to, cause))) continue
          const move = { was, now: to, wasCode, nowCode: code, carrier, day, messages: 1, segments }
          for (const delta of moveDeltas(move)) add(moved, delta)
          ;[was, wasCode] = [to, code]
        }
        const onDay = withoutDay.includes(was) ? null : day
        const code = inFinal.includes(was) ? wasCode : ''
        add(counted, { status: was, day: onDay, code, carrier, messages: 1, segments })
      }
      expect(present(moved)).toEqual(present(counted))
    }),
  )
})
