import { sql } from 'drizzle-orm'
import { FATES_BY_ENDING } from '#lib/sandbox/core/fates.ts'
import type { Place } from './places.ts'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

/** What a vendor's own log says: how often it took a message for a phone, and whom it told us about. */
export type VendorLog = { times: Map<string, number>; told: Set<string> }

/** A message at the end of a run, with how its batch ended and whether a person said it arrived. */
export type Judged = {
  phone: string
  status: string
  batch: string
  failure: string | null
  by_person: boolean
}

export type MessageVerdict = {
  messages: number
  /** Of them, those that the vendors' own logs hold. */
  accepted: number
  /** Taken, and without a report that we have answered: left open, or settled in another way. */
  untold: number
  /** Taken and reported to us, and yet not at their end. */
  lost: number
  twice: number
}

const page = 50_000

/** Holds each message against the log of its vendor. */
export async function judgeMessages(
  world: World,
  tally: Tally,
  places: Place[],
): Promise<MessageVerdict> {
  const logOf = readLogs(world, places)
  const settled = await listSettled(world)
  const wrong = new Map<string, { count: number; example: string }>()
  const verdict = { messages: 0, accepted: 0, untold: 0, lost: 0, twice: 0 }
  for (let after = '0'; ; ) {
    const rows = await readPage(world, after)
    for (const row of rows) {
      const log = logOf.get(row.channel_id)
      const times = log?.times.get(row.phone) ?? 0
      const isTold = log?.told.has(row.phone) ?? false
      const problem = findProblem({ ...row, by_person: settled.has(row.id) }, times, isTold)
      if (times > 0) verdict.accepted++
      if (times > 0 && !isTold) verdict.untold++
      if (times > 1) verdict.twice++
      if (!problem) continue
      if (problem.isLost) verdict.lost++
      const { count } = wrong.get(problem.words) ?? { count: 0 }
      wrong.set(problem.words, { count: count + 1, example: row.id })
    }
    verdict.messages += rows.length
    after = rows.at(-1)?.id ?? after
    if (rows.length < page) break
  }
  for (const [words, { count, example }] of wrong)
    tally.problems.push(`${count} ${words}, message ${example} for one`)
  return verdict
}

type Row = Omit<Judged, 'by_person'> & { id: string; channel_id: string }

async function readPage({ ctx }: World, after: string): Promise<Row[]> {
  const { rows } = await ctx.db.execute<Row>(sql`
    select m.id, m.phone, m.status, m.channel_id, m.failure, b.state as batch
    from messages m join batches b on b.id = m.batch_id and b.confirmed_at is not null
    where m.id > ${after} order by m.id limit ${page}`)
  return rows
}

/** The messages of which a person has said that they arrived. */
async function listSettled({ ctx }: World): Promise<Set<string>> {
  const { rows } = await ctx.db.execute<{ id: string }>(sql`
    select distinct target_id as id from audit_entries
    where action = 'message.settle' and details->>'after' = 'delivered'`)
  return new Set(rows.map((row) => row.id))
}

/** By channel; those of one vendor share its log. */
function readLogs(world: World, places: Place[]): Map<string, VendorLog> {
  const logs = new Map<string, VendorLog>()
  for (const [vendor, its] of Map.groupBy(places, (place) => place.vendor)) {
    const told = new Set(world.sandbox.control.told(vendor))
    const log = { times: readTimes(world, vendor), told }
    for (const { channelId } of its) logs.set(channelId, log)
  }
  return logs
}

function readTimes({ sandbox }: World, vendor: Place['vendor']): Map<string, number> {
  const times = new Map<string, number>()
  for (let after: number | null = 0; after !== null; ) {
    const found = sandbox.control.accepted(vendor, { after, limit: 10_000 })
    for (const { phone } of found.entries) times.set(phone, (times.get(phone) ?? 0) + 1)
    after = found.next
  }
  return times
}

const open = ['submitted', 'unknown', 'unreported']

/** What is wrong with a message that the vendor took `times` times; undefined when nothing is. */
export function findProblem(
  { phone, status, batch, failure, by_person }: Judged,
  times: number,
  isTold: boolean,
): { words: string; isLost: boolean } | undefined {
  if (times > 1) return { words: 'handed over more than once', isLost: false }
  if (times === 0) {
    return isRightUntaken(status, batch, failure)
      ? undefined
      : { words: `${status} in a batch ${batch}, but never taken`, isLost: status !== 'delivered' }
  }
  if (by_person && status === 'delivered') return undefined
  const fate = FATES_BY_ENDING[phone.slice(-4)]
  const end = (fate?.code ?? 'DELIVRD') === 'DELIVRD' ? 'delivered' : 'failed'
  // Who never told us, or gave it up without an answer, cannot be held to have been heard.
  const right = isTold ? [end] : fate?.never ? open : [...open, end]
  if (right.includes(status)) return undefined
  const words = `${status}, but taken and ${isTold ? `reported as ${end}` : 'not reported'}`
  return { words, isLost: true }
}

/**
 * Never taken by the vendor: it waits or nobody knows, the vendor refused it, or we hold it back
 * for a reason that stands.
 */
function isRightUntaken(status: string, batch: string, failure: string | null): boolean {
  if (status === 'queued') return batch !== 'finished' && batch !== 'aborted'
  if (status === 'canceled') return batch === 'aborted'
  if (status === 'blocked') return failure === 'opt_out'
  return status === 'unknown' || status === 'rejected'
}
