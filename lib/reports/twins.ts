import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { deliveryReports, rawCallbacks } from '#db/schema/reports.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { findFits, keyOf } from './find-fits.ts'
import type { Locked, ReportEvent, ReportSource } from './match.ts'
import { toEvent } from './parked-event.ts'

/** A report and the messages that it fits. */
type Fitting = { report: ReportEvent; keys: string[]; parkedId?: number | undefined }
/** All that is there of reports that fit the same messages: several of a call under one mask. */
export type Twins = { rows: Fitting[]; keys: string[] }

export const isMasked = ({ phone }: ReportEvent): boolean => phone?.includes('*') ?? false

/** Reports that fit several messages, by those messages, each with what is parked of its like. */
export async function gatherTwins(
  tx: Tx,
  source: ReportSource,
  unsure: Fitting[],
): Promise<Twins[]> {
  if (unsure.length === 0 || !(await isGivenOnce(tx, source))) return []
  const parked = await lockParked(tx, source, unsure)
  // A parked one may have been pushed, and so more often than once.
  const own = unsure.filter(
    ({ parkedId }) => parkedId === undefined || parked.some((one) => one.parkedId === parkedId),
  )
  const others = parked.filter((one) => !own.some(({ parkedId }) => parkedId === one.parkedId))
  const all = [...own, ...(await withFits(tx, source, others))]
  const wanted = new Set(unsure.map(({ keys }) => keys.join()))
  return [...Map.groupBy(all, ({ keys }) => keys.join())].flatMap(([name, rows]) =>
    wanted.has(name) ? [{ rows, keys: rows[0]?.keys ?? [] }] : [],
  )
}

async function withFits(
  tx: Tx,
  { channelId, account = [channelId] }: ReportSource,
  parked: Omit<Fitting, 'keys'>[],
): Promise<Fitting[]> {
  const reports = parked.map(({ report }) => report)
  const fits = await findFits(tx, account, reports)
  return parked.map((one, n) => ({ ...one, keys: fits.get(n) ?? [] }))
}

/**
 * A report each for messages that nobody can tell apart, when there are as many and all say the
 * same: the end is the same whichever has which. Else none. What was refused gets no report; one
 * that has its report counts as well, for nobody says whether a pull shows what was pushed.
 */
export function shareOut({ rows, keys }: Twins, locked: Locked[]) {
  const named = locked.map((message) => ({
    ...message,
    key: keyOf(message.messageId, message.createdAt, message.submissionId),
  }))
  const open = named.filter(({ key, status }) => keys.includes(key) && status !== 'rejected')
  const ends = new Set([
    ...rows.map(({ report }) => `${report.delivered}/${report.code}`),
    ...open.flatMap((one) => (one.reportedAt ? `${one.status === 'delivered'}/${one.code}` : [])),
  ])
  if (ends.size !== 1 || rows.length !== open.length) return []
  return rows.map((row, n) => ({ ...row, key: open[n]?.key }))
}

/** True for a pull whose vendor gives each row once: then two equal rows are two messages'. */
export async function isGivenOnce(
  tx: Tx,
  { channelId, callbackId, parkedIds }: ReportSource,
): Promise<boolean> {
  const isPull = and(eq(rawCallbacks.id, callbackId), eq(rawCallbacks.source, 'pullReports'))
  if (!parkedIds && (await tx.$count(rawCallbacks, isPull)) === 0) return false
  const [channel] = await tx.select().from(channels).where(eq(channels.id, channelId))
  return channel ? (getProvider(channel.vendor).pullReports?.readOnce ?? false) : false
}

/** Parked reports of the same calls and masks that were pulled as well. */
async function lockParked(
  tx: Tx,
  { channelId, account = [channelId], parkedIds }: ReportSource,
  like: Fitting[],
) {
  const list = (pick: (report: ReportEvent) => string | undefined) =>
    sql.param([...new Set(like.flatMap(({ report }) => pick(report) ?? []))])
  const rows = await tx
    .select()
    .from(deliveryReports)
    .where(sql`state = 'parked' and channel_id = any(${sql.param(account)}::uuid[])
      and phone = any(${list((one) => one.phone)}::text[])
      and (reference = any(${list((one) => one.keys.reference)}::text[])
        or vendor_submission_id = any(${list((one) => one.keys.submissionId)}::text[]))
      and exists (select 1 from raw_callbacks r where r.id = callback_id and r.source = 'pullReports')`)
    .orderBy(deliveryReports.id)
    .for('update', parkedIds ? { skipLocked: true } : {})
  return rows.map((row) => ({ report: toEvent(row), parkedId: row.id }))
}
