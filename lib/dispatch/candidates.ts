import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import type { Limits } from '#lib/providers/contract.ts'
import { readSettings } from '#lib/settings/read-settings.ts'
import { isStoppedByOptOut, perDayOf } from '#lib/settings/rules.ts'
import { createCap } from './caps.ts'
import { holdBack, isFree } from './hold-back.ts'
import type { LimitScope } from './limit-scope.ts'
import { createEndedCheck } from './mark-ended.ts'
import type { BatchInTurn, Candidate } from './types.ts'

/** Most rows looked at in one claim to find some that may go now, and enough to fill its calls. */
const lookAhead = 60_000

/**
 * The next queued messages of a batch in order, with whom we may not write to and whom not yet.
 * Those that must wait do not hold up the ones behind them: it then looks further. `isTail` says
 * that nothing is queued behind what it gives.
 */
export async function findCandidates(
  tx: Tx,
  batch: BatchInTurn,
  ask: {
    most: number
    isEnough: (free: Candidate[]) => boolean
    limits: Limits
    scope: LimitScope | undefined
  },
): Promise<{ candidates: Candidate[]; isTail: boolean }> {
  const rules = await readRules(tx, batch)
  const markEnded = await createEndedCheck(tx, batch)
  const markCapped = await createCap(tx, batch, rules.perDay)
  const candidates: Candidate[] = []
  let most = ask.most
  for (let from = batch.nextId; ; from = (candidates.at(-1)?.id ?? from) + 1) {
    const page = await listCandidates(tx, batch, { from, most, optOuts: rules.optOuts })
    await markEnded(page)
    await markCapped(page)
    candidates.push(...page)
    await holdBack(tx, batch, ask, candidates)
    const isTail = page.length < most
    if (
      isTail ||
      candidates.length >= lookAhead ||
      isPlenty(candidates, ask.limits, ask.isEnough)
    ) {
      return { candidates, isTail }
    }
    most *= 2
  }
}

function isPlenty(
  candidates: Candidate[],
  limits: Limits,
  isEnough: (free: Candidate[]) => boolean,
): boolean {
  const free = candidates.filter(isFree)
  const hasHeld = candidates.some((one) => one.heldSeconds > 0)
  return (!hasHeld || free.length >= limits.recipientsPerCall) && isEnough(free)
}

/** What the console's settings say about the batch's category. */
async function readRules(tx: Tx, { template: { category } }: BatchInTurn) {
  const settings = await readSettings(tx)
  return { optOuts: isStoppedByOptOut(settings, category), perDay: perDayOf(settings, category) }
}

async function listCandidates(
  tx: Tx,
  batch: BatchInTurn,
  { from, most, optOuts }: { from: number; most: number; optOuts: boolean },
): Promise<Candidate[]> {
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    select m.id, m.phone, m.values, m.segments,
      case when b.phone is not null then 'blocklist'
           when ${optOuts} and o.phone is not null then 'opt_out' end as stop
    from (
      select id, phone, values, segments from messages
      where created_at = ${batch.createdAt} and id between ${from} and ${batch.lastId}
        and batch_id = ${batch.id} and status = 'queued'
      order by id limit ${most}
    ) m
    left join opt_outs o on o.phone = m.phone and o.undone_at is null
    left join blocklist b on b.phone = m.phone and b.undone_at is null
    order by m.id`)
  return rows.map(toCandidate)
}

const toCandidate = (row: Record<string, unknown>): Candidate => ({
  id: Number(row.id),
  phone: row.phone as string,
  values: row.values as string[],
  segments: Number(row.segments),
  stop: row.stop as Candidate['stop'],
  heldSeconds: 0,
})
