import { eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { deliveryReports } from '#db/schema/reports.ts'
import { loadAccount } from '#lib/channels/account-channels.ts'
import type { Context } from '#lib/context.ts'
import { pass } from '#lib/points.ts'
import { applyReports, type ReportSource } from './apply.ts'
import type { ReportEvent } from './match.ts'

type Parked = typeof deliveryReports.$inferSelect

/**
 * Sets reports aside whose message is not known yet; they are tried again and never dropped. One
 * that waits already is not set aside again: a pull shows the same rows every minute, and to each
 * channel of the account.
 */
export async function parkReports(
  tx: Tx,
  source: ReportSource,
  reports: ReportEvent[],
): Promise<void> {
  if (reports.length === 0) return
  const account = source.account ?? [source.channelId]
  // What two channels pull side by side, neither sees of the other.
  if (account.length > 1)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`parked:${account[0]}`}))`)
  const column = (pick: (report: ReportEvent) => unknown) => sql.param(reports.map(pick))
  await tx.execute(sql`
    insert into delivery_reports (channel_id, callback_id, state, retry_at,
      reference, vendor_submission_id, vendor_message_id, phone, delivered, code, at)
    select distinct ${source.channelId}::uuid, ${source.callbackId}::bigint, 'parked', now() + interval '1 second', v.*
    from unnest(${column((one) => one.keys.reference ?? null)}::text[],
      ${column((one) => one.keys.submissionId ?? null)}::text[],
      ${column((one) => one.keys.vendorMessageId ?? null)}::text[],
      ${column((one) => one.phone ?? null)}::text[],
      ${column((one) => one.delivered)}::boolean[],
      ${column((one) => one.code)}::text[],
      ${column((one) => one.at.toISOString())}::timestamptz[]
    ) v(reference, vendor_submission_id, vendor_message_id, phone, delivered, code, at)
    where not exists (
      select 1 from delivery_reports d
      where d.state = 'parked' and d.channel_id = any(${sql.param(account)}::uuid[]) and d.at = v.at and d.code = v.code
        and (d.reference, d.vendor_submission_id, d.vendor_message_id, d.phone)
          is not distinct from (v.reference, v.vendor_submission_id, v.vendor_message_id, v.phone))`)
}

/** Tries parked reports that are due again; gives how many found their message. */
export async function retryParked(ctx: Pick<Context, 'db' | 'keys'>, limit = 500): Promise<number> {
  const found = await ctx.db.transaction(async (tx) => {
    const parked = await tx
      .select()
      .from(deliveryReports)
      .where(sql`state = 'parked' and retry_at <= now()`)
      .orderBy(deliveryReports.retryAt)
      .limit(limit)
      .for('update', { skipLocked: true })
    let found = 0
    for (const [channelId, ofChannel] of Map.groupBy(parked, (one) => one.channelId)) {
      const account = await loadAccount(ctx, tx, channelId)
      found += await retryChannel(tx, account?.ids ?? [channelId], ofChannel)
    }
    if (found > 0) pass('parked.uncommitted')
    return found
  })
  if (found > 0) pass('parked.committed')
  return found
}

async function retryChannel(tx: Tx, account: string[], parked: Parked[]): Promise<number> {
  const events = parked.map(toEvent)
  const { unmatched } = await applyReports(
    tx,
    {
      channelId: parked[0]?.channelId ?? '',
      callbackId: parked[0]?.callbackId ?? 0,
      account,
    },
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
