import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { holds } from '#lib/properties.fixture.ts'
import { decide, type Known, type Report } from './decide.ts'

vi.setConfig({ testTimeout: 120_000 })

const base = Date.UTC(2026, 10, 21)
const report: fc.Arbitrary<Report> = fc.record({
  delivered: fc.boolean(),
  code: fc.constantFrom('DELIVRD', 'UNDELIV', 'MK:0001', ''),
  at: fc.integer({ min: 0, max: 3 }).map((minute) => new Date(base + minute * 60_000)),
})
const reportable = fc.constantFrom<Known['status'][]>(
  'submitting',
  'submitted',
  'unknown',
  'unreported',
)
const start = (status: Known['status']): Known => ({ status, code: null, reportedAt: null })

/** All reports one after the other, in the given portions; what was kept is a set. */
function apply(status: Known['status'], portions: Report[][]) {
  const kept = new Set<string>()
  let next = start(status)
  for (const portion of portions) {
    const decision = decide(next, portion)
    next = decision.next
    for (const one of decision.kept) kept.add(`${one.delivered} ${one.code} ${one.at.getTime()}`)
  }
  return { next, kept: [...kept].sort() }
}

const cut = (reports: Report[], sizes: number[]): Report[][] => {
  const left = [...reports]
  return [...sizes.map((size) => left.splice(0, size)), left]
}

test('three times, shuffled and in any portions: the same end, the same ones kept', () => {
  const shuffled = fc.array(report, { minLength: 1, maxLength: 5 }).chain((reports) =>
    fc.tuple(
      fc.constant(reports),
      fc.shuffledSubarray([...reports, ...reports, ...reports], {
        minLength: reports.length * 3,
        maxLength: reports.length * 3,
      }),
      fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 6 }),
    ),
  )
  holds(
    fc.property(reportable, shuffled, (status, [reports, mixed, sizes]) => {
      expect(apply(status, cut(mixed, sizes))).toEqual(apply(status, [reports]))
    }),
  )
})

test('delivered wins, nothing is lost', () => {
  holds(
    fc.property(reportable, fc.array(report, { minLength: 1 }), (status, reports) => {
      const { next, kept } = apply(status, [reports])
      expect(next.status).toBe(reports.some((one) => one.delivered) ? 'delivered' : 'failed')
      const winner = `${next.status === 'delivered'} ${next.code} ${next.reportedAt?.getTime()}`
      const all = reports.map((one) => `${one.delivered} ${one.code} ${one.at.getTime()}`)
      expect([...kept, winner].sort()).toEqual([...new Set(all)].sort())
    }),
  )
})

test('what was never sent is not delivered: the report is kept', () => {
  const one: Report = { delivered: true, code: 'DELIVRD', at: new Date(base) }
  for (const status of ['rejected', 'blocked'] as const) {
    expect(decide(start(status), [one, one])).toEqual({ next: start(status), kept: [one] })
  }
})

test('what a person had sent again and no other call has yet was sent after all', () => {
  const one: Report = { delivered: true, code: 'DELIVRD', at: new Date(base) }
  for (const status of ['queued', 'canceled'] as const) {
    expect(decide(start(status), [one]).next).toMatchObject({ status: 'delivered' })
  }
})
