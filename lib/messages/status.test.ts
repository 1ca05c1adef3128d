import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { holds } from '#lib/properties.fixture.ts'
import { type Cause, canMove, type MessageStatus, messageStatuses, sourcesOf } from './status.ts'

vi.setConfig({ testTimeout: 120_000 })

const causes: Cause[] = ['claim', 'outcome', 'report', 'person', 'block', 'cancel', 'silence']
/** Nothing of these waits or is under way; a better report is all that may still come. */
const final: MessageStatus[] = ['delivered', 'failed', 'rejected', 'blocked', 'canceled']
const open: MessageStatus[] = ['queued', 'submitting', 'submitted', 'unknown']

type Step = [MessageStatus, Cause]
const steps = fc.array(
  fc.tuple(fc.constantFrom(...messageStatuses), fc.constantFrom(...causes)) as fc.Arbitrary<Step>,
  { maxLength: 60 },
)

/** Every status on the way; steps that the table forbids are not taken. */
const walk = (from: MessageStatus, way: Step[]): { status: MessageStatus; by?: Cause }[] => {
  const passed: { status: MessageStatus; by?: Cause }[] = [{ status: from }]
  for (const [to, by] of way) {
    const at = passed.at(-1)?.status ?? from
    if (canMove(at, to, by)) passed.push({ status: to, by })
  }
  return passed
}

test('no sequence of causes leads from a final state back', () => {
  holds(
    fc.property(fc.constantFrom(...messageStatuses), steps, (from, way) => {
      let isFinal = false
      for (const { status } of walk(from, way)) {
        if (isFinal) expect(open).not.toContain(status)
        isFinal ||= final.includes(status)
      }
    }),
  )
})

test('delivered is the end of all, and only delivered follows failed', () => {
  holds(
    fc.property(steps, (way) => {
      expect(walk('delivered', way).map((one) => one.status)).toEqual(['delivered'])
      const after = walk('failed', way).map((one) => one.status)
      expect([['failed'], ['failed', 'delivered']]).toContainEqual(after)
    }),
  )
})

test('what may have been sent is queued again only by an outcome before it is unknown, or by a person', () => {
  holds(
    fc.property(steps, (way) => {
      const passed = walk('queued', way)
      passed.forEach(({ status, by }, n) => {
        if (status !== 'queued' || n === 0) return
        const before = passed[n - 1]?.status
        expect([
          { before: 'submitting', by: 'outcome' },
          { before: 'unknown', by: 'person' },
        ]).toContainEqual({ before, by })
      })
    }),
  )
})

test('sourcesOf says the same as canMove', () => {
  for (const to of messageStatuses)
    for (const cause of causes)
      expect(sourcesOf(to, cause)).toEqual(
        messageStatuses.filter((from) => canMove(from, to, cause)),
      )
})
