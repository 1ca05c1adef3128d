import { lte, sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Tx } from '#db/client.ts'
import { countDeltas } from '#db/schema/counts.ts'
import { confirmBatch } from '#lib/batches/confirm.ts'
import { getBatch } from '#lib/batches/queries.ts'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { countBatches } from '#lib/counts/batch-counts.ts'
import { foldCounts } from '#lib/counts/fold.ts'
import { callVendor } from '#lib/dispatch/call-vendor.ts'
import { claimCalls } from '#lib/dispatch/claim.ts'
import type { Claim } from '#lib/dispatch/types.ts'
import { carrierOf } from '#lib/providers/carriers.ts'
import { retryParked } from '#lib/reports/park.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { addTestChannel, makeDraftOf, type TestConsole } from './console.fixture.ts'
import { newPhone, vendorCases } from './vendor-cases.ts'

export const notice = {
  title: '收入通知',
  signature: '云通信',
  text: '{姓名}您好，本次收入{金额}元。',
  category: 'notification' as const,
}
export const marketing = {
  title: '新品',
  signature: '云通信',
  text: '{姓名}您好，本周六新品到店，凭短信到店领取礼品一份。拒收请回复，退订回T',
  category: 'marketing' as const,
}
export const otp = {
  title: '验证码',
  signature: '云通信',
  text: '您的验证码是{验证码}，5分钟内有效，请勿告诉他人。',
  category: 'otp' as const,
}
type Template = typeof notice | typeof marketing | typeof otp

type Vendor = keyof TestConsole['sandbox']['urls']
type ChannelFields = Parameters<typeof addTestChannel>[2]

/** A channel with a template that can be used: `{ channelId, templateId }`. */
export async function openPlace(
  console: TestConsole,
  vendor: Vendor,
  { template = notice, ...fields }: ChannelFields & { template?: Template } = {},
): Promise<{ channelId: string; templateId: string }> {
  const channelId = await addTestChannel(console, vendor, fields)
  const code = vendorCases[vendor].templateCodes?.[template.category]
  const vendorId = code ? { vendorId: code } : {}
  const { id } = await addTemplate(console.ctx, { channelId, ...template, ...vendorId })
  return { channelId, templateId: id }
}

/** Rows of a file as `phone,value,value`; `count` people with values of their own by default. */
export function makeRows(count: number, values: (n: number) => string[] = ownValues): string[] {
  return Array.from({ length: count }, (_, n) => [newPhone(), ...values(n)].join(','))
}
export const ownValues = (n: number): string[] => [`张${n}`, `${n}.50`]
export const sameValues = (): string[] => ['张三', '12.50']
export const phoneOf = (row: string): string => row.slice(0, 11)

/** A checked and confirmed batch; `header` names the phone's column and the variables. */
export async function startBatch(
  { ctx }: TestConsole,
  place: { channelId: string; templateId: string },
  rows: string[],
  { header = '手机号,姓名,金额', scheduledAt = null as Date | null } = {},
): Promise<string> {
  const batchId = await makeDraftOf(ctx, { ...place, file: [header, ...rows].join('\n') })
  await confirmBatch(ctx, { batchId, scheduledAt })
  return batchId
}

export const claim = ({ ctx }: TestConsole, batchId: string, calls = 10): Promise<Claim[]> =>
  claimCalls(ctx, { batchId, calls, worker: 'test' })

/** As if claimed just now: a test on a busy machine may come to it later than a worker should. */
export const call = ({ ctx }: TestConsole, claims: Claim[]): Promise<unknown> =>
  Promise.all(
    claims.map((one) =>
      callVendor(ctx, { ...one, claimedAt: performance.now(), claimedOn: Date.now() }),
    ),
  )

/** The leases of a batch's calls have ended. */
export const endLeases = ({ ctx }: TestConsole, batchId: string): Promise<unknown> =>
  ctx.db.execute(sql`
    update submissions set lease_until = now() - interval '1 second' where batch_id = ${batchId}`)

/** Claims and calls until nothing may go now; gives the claims in order. */
export async function drain(console: TestConsole, batchId: string): Promise<Claim[]> {
  const all: Claim[] = []
  for (;;) {
    const claims = await claim(console, batchId)
    if (claims.length === 0) return all
    all.push(...claims)
    await call(console, claims)
  }
}

/** The batch's time to try again is now. */
export const skipBackoff = ({ ctx }: TestConsole, batchId: string) =>
  ctx.db.execute(sql`update batches set retry_at = now() where id = ${batchId}`)

/** Pushes all that the vendor has to say, and applies all that came. */
export async function bringReports({ ctx, sandbox }: TestConsole): Promise<void> {
  await sandbox.control.flush()
  await ctx.db.execute(sql`update delivery_reports set retry_at = now() where state = 'parked'`)
  while ((await applyReceived(ctx)) > 0);
  await retryParked(ctx)
}

/** Messages of a batch by status, counted one by one; absent where there are none. */
export async function statuses({ ctx }: TestConsole, batchId: string) {
  const { rows } = await ctx.db.execute<{ status: string; n: number }>(sql`
    select status, count(*)::int as n from messages where batch_id = ${batchId} group by 1`)
  return Object.fromEntries(rows.map((row) => [row.status, row.n]))
}

export type StoredMessage = {
  id: string
  phone: string
  status: string
  code: string | null
  failure: string | null
  submission_id: string | null
  reported_at: string | null
}
export async function listMessages({ ctx }: TestConsole, batchId: string) {
  const { rows } = await ctx.db.execute<StoredMessage>(
    sql`select * from messages where batch_id = ${batchId} order by id`,
  )
  return rows
}

/** Our name of the call that carries a message; empty where none does. */
export async function referenceOf({ ctx }: TestConsole, messageId: number): Promise<string> {
  const { rows } = await ctx.db.execute<{ reference: string }>(sql`
    select s.reference from messages m join submissions s on s.id = m.submission_id
    where m.id = ${messageId}`)
  return rows[0]?.reference ?? ''
}

export const batchOf = ({ ctx }: TestConsole, batchId: string) => getBatch(ctx, batchId)

/** How often the vendor itself took a message for each phone. */
export const timesTaken = ({ sandbox }: TestConsole, vendor: Vendor, rows: string[]): number[] =>
  rows.map((row) => sandbox.control.accepted(vendor, { phone: phoneOf(row) }).total)

const dayless = ['queued', 'submitting', 'blocked', 'canceled']
const withCode = ['delivered', 'failed', 'rejected', 'unreported']

/**
 * The counts kept beside the messages equal those of the messages, by batch and by day, before and
 * after folding. Each time both sides are of one snapshot: a worker may be at it meanwhile.
 */
export async function expectExactCounts({ ctx }: TestConsole): Promise<void> {
  const { rows } = await ctx.db.execute<{ last: string | null }>(
    sql`select max(id) as last from count_deltas`,
  )
  await expectCountsOfNow(ctx)
  const countUnfolded = async () => {
    await foldCounts(ctx.db)
    return ctx.db.$count(countDeltas, lte(countDeltas.id, Number(rows[0]?.last ?? 0)))
  }
  await expect.poll(countUnfolded, { timeout: 15_000 }).toBe(0)
  await expectCountsOfNow(ctx)
}

const expectCountsOfNow = ({ db }: TestConsole['ctx']): Promise<void> =>
  db.transaction(
    async (tx) => {
      const { byBatch, byDay } = await countMessages(tx)
      const kept = [...(await countBatches(tx, Object.keys(byBatch)))].map(([id, counts]) => [
        id,
        Object.fromEntries(Object.entries(counts).filter(([, n]) => n !== 0)),
      ])
      expect(Object.fromEntries(kept)).toEqual(byBatch)
      expect(await readDays(tx)).toEqual(byDay)
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )

type Days = Record<string, [messages: number, segments: number]>

/** One by one, of confirmed batches. */
async function countMessages(tx: Tx) {
  const { rows } = await tx.execute<Record<string, string | null>>(sql`
    select m.batch_id, m.channel_id, m.status, m.phone, m.code, m.segments,
      to_char(s.created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as day
    from messages m join batches b on b.id = m.batch_id and b.confirmed_at is not null
    left join submissions s on s.id = m.submission_id`)
  const byBatch: Record<string, Record<string, number>> = {}
  const byDay: Days = {}
  for (const row of rows) {
    const { status, code } = row as { status: string; code: string | null }
    const batch = byBatch[row.batch_id as string] ?? {}
    byBatch[row.batch_id as string] = { ...batch, [status]: (batch[status] ?? 0) + 1 }
    if (dayless.includes(status)) continue
    const carrier = carrierOf(row.phone as string) ?? ''
    const parts = [row.day, row.channel_id, status, withCode.includes(status) ? code : '', carrier]
    const key = parts.join('/')
    const [messages, segments] = byDay[key] ?? [0, 0]
    byDay[key] = [messages + 1, segments + Number(row.segments)]
  }
  return { byBatch, byDay }
}

/** As kept: folded and appended together. */
async function readDays(tx: Tx): Promise<Days> {
  const { rows } = await tx.execute<Record<'key' | 'messages' | 'segments', string>>(sql`
    select to_char(day, 'YYYY-MM-DD') || '/' || channel_id || '/' || status || '/' || code || '/' || carrier as key,
      sum(messages) as messages, sum(segments) as segments
    from (
      select day, channel_id, status, code, carrier, messages, segments from daily_counts
      union all
      select day, channel_id, status, code, carrier, messages, segments from count_deltas
      where day is not null
    ) kept group by 1 having sum(messages) <> 0 or sum(segments) <> 0`)
  return Object.fromEntries(
    rows.map((row) => [row.key, [Number(row.messages), Number(row.segments)]]),
  )
}
