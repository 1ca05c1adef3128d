import { eq, inArray, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { deliveryReports } from '#db/schema/reports.ts'
import { loadAccount } from '#lib/channels/account-channels.ts'
import type { Context } from '#lib/context.ts'
import { pass } from '#lib/points.ts'
import { applyReports } from './apply.ts'
import type { ReportEvent, ReportSource } from './match.ts'
import { type Parked, toEvent } from './parked-event.ts'
import { isGivenOnce, isMasked } from './twins.ts'

/**
 * Sets reports aside whose message is not known yet; they are tried again and never dropped. One
 * that waits already is not set aside again: a pull shows the same rows every minute, and to each
 * channel of the account. Masked ones of a pull that gives each row once are each a message's.
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
  const column = (pick: (report: ReportEvent, n: number) => unknown) => sql.param(reports.map(pick))
  const givenOnce = reports.some(isMasked) && (await isGivenOnce(tx, source))
  await tx.execute(sql`
    insert into delivery_reports (channel_id, callback_id, state, retry_at,
      reference, vendor_submission_id, vendor_message_id, phone, delivered, code, at)
    select ${source.channelId}::uuid, ${source.callbackId}::bigint, 'parked', now() + interval '1 second',
      reference, vendor_submission_id, vendor_message_id, phone, delivered, code, at
    from (select distinct * from unnest(${column((one) => one.keys.reference ?? null)}::text[],
      ${column((one) => one.keys.submissionId ?? null)}::text[],
      ${column((one) => one.keys.vendorMessageId ?? null)}::text[],
      ${column((one) => one.phone ?? null)}::text[],
      ${column((one) => one.delivered)}::boolean[],
      ${column((one) => one.code)}::text[],
      ${column((one) => one.at.toISOString())}::timestamptz[],
      ${column((one, n) => (givenOnce && isMasked(one) ? n : null))}::int[]
    ) v(reference, vendor_submission_id, vendor_message_id, phone, delivered, code, at, own)) v
    where v.own is not null or not exists (
      select 1 from delivery_reports d
      where d.state = 'parked' and d.channel_id = any(${sql.param(account)}::uuid[]) and d.at = v.at and d.code = v.code
        and (d.reference, d.vendor_submission_id, d.vendor_message_id, d.phone)
          is not distinct from (v.reference, v.vendor_submission_id, v.vendor_message_id, v.phone))`)
}

/**
 * Tries parked reports that are due again; gives how many found their message. Each channel stands
 * for itself: what fails of one waits longer, and is thrown after the others.
 */
export async function retryParked(ctx: Pick<Context, 'db' | 'keys'>, limit = 500): Promise<number> {
  const errors: unknown[] = []
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
      try {
        found += await tx.transaction((inner) => retryChannel(ctx, inner, channelId, ofChannel))
      } catch (error) {
        errors.push(error)
        await waitLonger(tx, ofChannel)
      }
    }
    if (found > 0) pass('parked.uncommitted')
    return found
  })
  if (found > 0) pass('parked.committed')
  if (errors.length > 0) throw errors[0]
  return found
}

async function retryChannel(
  ctx: Pick<Context, 'keys'>,
  tx: Tx,
  channelId: string,
  parked: Parked[],
): Promise<number> {
  const account = (await loadAccount(ctx, tx, channelId))?.ids ?? [channelId]
  const parkedIds = parked.map(({ id }) => id)
  const source = { channelId, callbackId: parked[0]?.callbackId ?? 0, account, parkedIds }
  const events = parked.map(toEvent)
  const still = new Set((await applyReports(tx, source, events)).unmatched)
  const isSettled = (_: Parked, n: number) => !still.has(events[n] as ReportEvent)
  const settled = parked.filter(isSettled)
  await drop(tx, settled)
  await waitLonger(
    tx,
    parked.filter((one, n) => !isSettled(one, n)),
  )
  return settled.length
}

const within = (some: Parked[]) =>
  inArray(
    deliveryReports.id,
    some.map((one) => one.id),
  )

async function drop(tx: Tx, settled: Parked[]): Promise<void> {
  if (settled.length > 0) await tx.delete(deliveryReports).where(within(settled))
}

/** From a second up to an hour: an early report waits for its call, a foreign one for a person. */
async function waitLonger(tx: Tx, waiting: Parked[]): Promise<void> {
  if (waiting.length === 0) return
  await tx
    .update(deliveryReports)
    .set({
      attempts: sql`attempts + 1`,
      retryAt: sql`now() + make_interval(secs => least(3600, power(2, least(attempts, 12))))`,
    })
    .where(within(waiting))
}

/** How many reports wait for a message that nobody knows, of one channel or of all. */
export const countParked = (db: Db, channelId?: string): Promise<number> =>
  db.$count(
    deliveryReports,
    channelId
      ? sql`state = 'parked' and channel_id = ${channelId}`
      : eq(deliveryReports.state, 'parked'),
  )
