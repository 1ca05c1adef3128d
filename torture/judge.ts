import { sql } from 'drizzle-orm'
import { getProvider } from '#lib/providers/registry.ts'
import { FATES_BY_ENDING } from '#lib/sandbox/core/fates.ts'
import { compareCounts } from './judge-counts.ts'
import { findForbidden, listMoves } from './moves.ts'
import type { Place } from './supply.ts'
import type { Tally } from './tally.ts'
import type { World } from './world.ts'

export type Verdict = {
  messages: number
  /** Recipients in the vendors' own logs. */
  accepted: number
  /** How often a message became unknown. */
  ambiguous: number
  stillUnknown: number
  /** Reports as they came, repeated ones included. */
  reports: number
  parkedForeign: number
  /** Longest that a killed worker's call needed to be given up, in milliseconds after the kill. */
  resumeMs: number
}

type Row = { id: string; phone: string; status: string; channel_id: string; by_person: boolean }

/** Holds everything against the vendors' own logs; what does not agree goes to the problems. */
export async function judge(
  world: World,
  tally: Tally,
  places: Place[],
  resumeLimitMs: number,
): Promise<Verdict> {
  const accepted = new Map(places.map((place) => [place.channelId, readLog(world, place)]))
  const messages = await judgeMessages(world, tally, places, accepted)
  const seen = await listMoves(world.ctx.db)
  for (const move of findForbidden(seen)) {
    const { was, now, messages: count, example } = move
    tally.problems.push(`${count} went from ${was} to ${now}, message ${example} for one`)
  }
  await judgeResends(world, tally, seen)
  tally.problems.push(...(await compareCounts(world.ctx.db)))
  const numbers = await readNumbers(world)
  const ambiguous = seen.filter((one) => one.now === 'unknown')
  return {
    ...numbers,
    ...messages,
    accepted: [...accepted.values()].flatMap((log) => [...log.values()]).reduce((a, b) => a + b, 0),
    ambiguous: ambiguous.reduce((sum, one) => sum + one.messages, 0),
    resumeMs: await findSlowestResume(world, tally, resumeLimitMs),
  }
}

/** How often the vendor itself took a message for each phone. */
function readLog({ sandbox }: World, { vendor }: Place): Map<string, number> {
  const times = new Map<string, number>()
  for (let after: number | null = 0; after !== null; ) {
    const page = sandbox.control.accepted(vendor, { after, limit: 10_000 })
    for (const { phone } of page.entries) times.set(phone, (times.get(phone) ?? 0) + 1)
    after = page.next
  }
  return times
}

const judgePage = 50_000

async function judgeMessages(
  { ctx }: World,
  tally: Tally,
  places: Place[],
  accepted: Map<string, Map<string, number>>,
) {
  const wrong = new Map<string, { count: number; example: string }>()
  let messages = 0
  let stillUnknown = 0
  for (let after = '0'; ; ) {
    const { rows } = await ctx.db.execute<Row>(sql`
      select m.id, m.phone, m.status, m.channel_id, a.target_id is not null as by_person
      from messages m join batches b on b.id = m.batch_id and b.confirmed_at is not null
      left join (select distinct target_id from audit_entries where action = 'message.settle'
        and details->>'after' = 'delivered') a on a.target_id = m.id::text
      where m.id > ${after} order by m.id limit ${judgePage}`)
    for (const row of rows) {
      const vendor = places.find((place) => place.channelId === row.channel_id)?.vendor
      const times = accepted.get(row.channel_id)?.get(row.phone) ?? 0
      const word = explainWrong(row, times, vendor !== undefined && pushesReports(vendor))
      if (word) wrong.set(word, { count: (wrong.get(word)?.count ?? 0) + 1, example: row.id })
      if (row.status === 'unknown') stillUnknown++
    }
    messages += rows.length
    after = rows.at(-1)?.id ?? after
    if (rows.length < judgePage) break
  }
  for (const [word, { count, example }] of wrong)
    tally.problems.push(`${count} ${word}, message ${example} for one`)
  return { messages, stillUnknown }
}

/** A vendor that pushes must have reported by the end; one that is pulled from may still be asked. */
const pushesReports = (vendor: string): boolean => getProvider(vendor).parseCallback !== undefined

const never = ['queued', 'unknown', 'canceled', 'blocked', 'rejected']

/** What is wrong with a message that the vendor took `times` times; undefined when nothing is. */
function explainWrong(row: Row, times: number, pushes: boolean): string | undefined {
  if (times > 1) return 'handed over more than once'
  if (times === 0) return never.includes(row.status) ? undefined : `${row.status}, but never taken`
  if (row.by_person && row.status === 'delivered') return undefined
  const fate = FATES_BY_ENDING[row.phone.slice(-4)]
  const end = (fate?.code ?? 'DELIVRD') === 'DELIVRD' ? 'delivered' : 'failed'
  const open = ['submitted', 'unknown', 'unreported']
  const right = fate?.never ? open : pushes ? [end] : [...open, end]
  return right.includes(row.status) ? undefined : `${row.status}, but taken and ${right[0]}`
}

/** Unknown ones went back as often as a person said so in the audit log, and no oftener. */
async function judgeResends(
  { ctx }: World,
  tally: Tally,
  seen: Awaited<ReturnType<typeof listMoves>>,
) {
  const { rows } = await ctx.db.execute<{ n: number }>(sql`
    select count(*)::int as n from audit_entries
    where action = 'message.settle' and details->>'after' = 'queued'`)
  const back = seen.find((one) => one.was === 'unknown' && one.now === 'queued')?.messages ?? 0
  if (back !== rows[0]?.n)
    tally.problems.push(`${back} unknown ones were queued again, ${rows[0]?.n} by a person`)
}

async function readNumbers({ ctx }: World) {
  const { rows } = await ctx.db.execute<{ reports: number; parkedForeign: number; unread: number }>(
    sql`select (select coalesce(sum(jsonb_array_length(convert_from(body, 'UTF8')::jsonb->'data')), 0)::int
        from raw_callbacks where source = 'push' and convert_from(body, 'UTF8') like '%arriveResult%') as reports,
      (select count(*)::int from delivery_reports where state = 'parked') as "parkedForeign",
      (select count(*)::int from raw_callbacks where state = 'unreadable') as unread`,
  )
  const { reports = 0, parkedForeign = 0 } = rows[0] ?? {}
  return { reports, parkedForeign }
}

/** Calls whose worker was killed: how long after that, or after the database was back, they were given up. */
async function findSlowestResume({ ctx }: World, tally: Tally, limitMs: number): Promise<number> {
  const { rows } = await ctx.db.execute<{ worker: string; claimed: string; finished: string }>(sql`
    select worker, extract(epoch from created_at) * 1000 as claimed,
      extract(epoch from finished_at) * 1000 as finished
    from submissions where detail like 'the worker that made this call ended%'`)
  let slowest = 0
  for (const row of rows) {
    const killed = tally.killedAt.get(Number(row.worker.split('/').at(-2)))
    if (killed === undefined) continue
    const finished = Number(row.finished)
    const outages = tally.outages.filter(({ to }) => to > killed && to < finished)
    const from = Math.max(killed, ...outages.map(({ to }) => to))
    slowest = Math.max(slowest, finished - from)
  }
  if (slowest > limitMs)
    tally.problems.push(`a killed call was given up after ${slowest / 1_000} s`)
  return slowest
}
