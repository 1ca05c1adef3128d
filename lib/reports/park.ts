import { eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { deliveryReports } from '#db/schema/reports.ts'
import { applyReports } from './apply.ts'
import type { ReportEvent } from './match.ts'

type Parked = typeof deliveryReports.$inferSelect

/** Sets reports aside whose message is not known yet; they are tried again and never dropped. */
export async function parkReports(
  tx: Tx,
  source: { channelId: string; callbackId: number },
  reports: ReportEvent[],
): Promise<void> {
  if (reports.length === 0) return
  await tx.insert(deliveryReports).values(
    reports.map((report) => ({
      ...source,
      state: 'parked' as const,
      reference: report.keys.reference ?? null,
      vendorSubmissionId: report.keys.submissionId ?? null,
      vendorMessageId: report.keys.vendorMessageId ?? null,
      phone: report.phone ?? null,
      delivered: report.delivered,
      code: report.code,
      at: report.at,
      retryAt: sql`now() + interval '1 second'`,
    })),
  )
}

/** Tries parked reports that are due again; gives how many found their message. */
export async function retryParked(db: Db, limit = 500): Promise<number> {
  return db.transaction(async (tx) => {
    const parked = await tx
      .select()
      .from(deliveryReports)
      .where(sql`state = 'parked' and retry_at <= now()`)
      .orderBy(deliveryReports.retryAt)
      .limit(limit)
      .for('update', { skipLocked: true })
    let found = 0
    for (const [channelId, ofChannel] of Map.groupBy(parked, (one) => one.channelId)) {
      found += await retryChannel(tx, channelId, ofChannel)
    }
    return found
  })
}

async function retryChannel(tx: Tx, channelId: string, parked: Parked[]): Promise<number> {
  const events = parked.map(toEvent)
  const { unmatched } = await applyReports(
    tx,
    { channelId, callbackId: parked[0]?.callbackId ?? 0 },
    events,
  )
  const still = new Set(unmatched)
  const [settled, waiting] = [
    parked.filter((_, n) => !still.has(events[n] as ReportEvent)),
    parked.filter((_, n) => still.has(events[n] as ReportEvent)),
  ]
  if (settled.length > 0) {
    await tx.delete(deliveryReports).where(
      inArray(
        deliveryReports.id,
        settled.map((one) => one.id),
      ),
    )
  }
  if (waiting.length > 0) {
    // From a second up to an hour: an early report waits for its call, a foreign one for a person.
    await tx
      .update(deliveryReports)
      .set({
        attempts: sql`attempts + 1`,
        retryAt: sql`now() + make_interval(secs => least(3600, power(2, least(attempts, 12))))`,
      })
      .where(
        inArray(
          deliveryReports.id,
          waiting.map((one) => one.id),
        ),
      )
  }
  return settled.length
}

const toEvent = (one: Parked): ReportEvent => ({
  type: 'report',
  keys: {
    ...(one.reference ? { reference: one.reference } : {}),
    ...(one.vendorSubmissionId ? { submissionId: one.vendorSubmissionId } : {}),
    ...(one.vendorMessageId ? { vendorMessageId: one.vendorMessageId } : {}),
  },
  ...(one.phone ? { phone: one.phone } : {}),
  delivered: one.delivered,
  code: one.code,
  at: one.at,
})

/** How many reports wait for a message that nobody knows, of one channel or of all. */
export const countParked = (db: Db, channelId?: string): Promise<number> =>
  db.$count(
    deliveryReports,
    channelId
      ? sql`state = 'parked' and channel_id = ${channelId}`
      : eq(deliveryReports.state, 'parked'),
  )
