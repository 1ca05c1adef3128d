import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { cleanEvents } from '#lib/callbacks/clean-events.ts'
import type { MessageStatus } from '#lib/messages/status.ts'
import { holds } from '#lib/properties.fixture.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { providers, type Vendor, vendors } from '#lib/providers/registry.ts'
import { decide, type Known, type Report } from '#lib/reports/decide.ts'
import { openDatabase } from '#lib/sandbox/core/database.ts'
import type { MessageRow } from '#lib/sandbox/core/messages.ts'
import type { VendorDefinition } from '#lib/sandbox/core/vendor.ts'
import { VENDORS } from '#lib/sandbox/vendors.ts'

vi.setConfig({ testTimeout: 120_000 })
const begun = Date.UTC(2026, 10, 21, 3)

/** A simulator's own writing of reports, and our adapter's reading of them. */
function openWire(vendor: Vendor) {
  const definition = VENDORS[vendor] as unknown as VendorDefinition
  const simulator = definition.create({
    db: openDatabase(vendor),
    account: definition.account,
    settings: definition.settings.parse({}),
    rates: {
      reportDelayMs: [0, 0],
      failureRate: 0,
      replyRate: 0,
      decideByPhone: false,
      reviewDelayMs: 0,
    },
    accept: () => undefined,
    now: () => begun,
    random: () => 0.5,
  })
  const provider = providers[vendor] as Provider
  const account = { credentials: definition.account, settings: provider.settings.parse({}) }
  return (rows: MessageRow[]): Report[] => {
    const push = simulator.writeReports?.(rows)
    if (!push) throw new Error(`${vendor} pushes no reports`)
    const receivedAt = new Date(begun + 3_600_000)
    const document = {
      method: 'POST',
      query: push.query ?? '',
      contentType: push.contentType,
      body: Buffer.from(push.body),
      receivedAt,
    }
    const events = cleanEvents(provider.parseCallback?.(document, account) ?? [], receivedAt)
    return events.filter((event) => event.type === 'report')
  }
}

const rowOf = (code: string, minute: number): MessageRow => ({
  id: 1,
  callId: '900000000000001000',
  messageId: '100001',
  phone: '13700000010',
  text: '【云通信】您好。',
  reference: 'a'.repeat(24),
  template: '1',
  purse: 'industry',
  extension: null,
  meta: null,
  segments: 1,
  day: '2026-11-21',
  acceptedAt: begun,
  code,
  dueAt: begun,
  reportedAt: begun + minute * 60_000,
  handedAt: null,
})

const pushing = vendors.filter((vendor) => (providers[vendor] as Provider).parseCallback)

describe.each(pushing)('%s', (vendor) => {
  const read = openWire(vendor)
  const { reportCodes } = providers[vendor] as Provider
  // A single digit is a vendor's own status, which the simulator derives from the code.
  const codes = Object.keys(reportCodes).filter((code) => !/^\d$/.test(code))
  const report = fc.record({
    code: fc.constantFrom('DELIVRD', ...codes),
    minute: fc.integer({ min: 0, max: 4 }),
  })
  const status = fc.constantFrom<MessageStatus[]>(
    'submitting',
    'submitted',
    'unknown',
    'unreported',
  )

  test('the word for success is delivered, and nothing else is', () => {
    const [success] = read([rowOf('DELIVRD', 0)])
    expect(success).toMatchObject({ delivered: true })
    for (const code of codes) {
      for (const one of read([rowOf(code, 0)]))
        expect([code, one.delivered]).toEqual([code, reportCodes[code]?.group === 'delivered'])
    }
  })

  test('reports of every code, three times each and in any order: the same end', () => {
    const mixed = fc.array(report, { minLength: 1, maxLength: 4 }).chain((reports) =>
      fc.tuple(
        fc.constant(reports),
        fc.shuffledSubarray([...reports, ...reports, ...reports], {
          minLength: reports.length * 3,
          maxLength: reports.length * 3,
        }),
      ),
    )
    const bring = (from: MessageStatus, reports: { code: string; minute: number }[]): Known =>
      reports.reduce<Known>(
        (known, { code, minute }) => decide(known, read([rowOf(code, minute)])).next,
        { status: from, code: null, reportedAt: null },
      )
    holds(
      fc.property(status, mixed, (from, [reports, shuffled]) => {
        expect(bring(from, shuffled)).toEqual(bring(from, reports))
      }),
      1 / pushing.length,
    )
  })
})
