import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { limitsOf } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import { pass } from '#lib/points.ts'
import type { Limits } from '#lib/providers/contract.ts'
import { carriesOwnTexts } from '#lib/providers/own-texts.ts'
import { findCandidates } from './candidates.ts'
import { fillsCalls, groupIntoCalls } from './group.ts'
import { isFree } from './hold-back.ts'
import { keepApproved } from './keep-approved.ts'
import { countsPeople, type LimitScope, openLimitScope } from './limit-scope.ts'
import { heldUntil, lockBatch, putOff } from './lock-batch.ts'
import { pauseUnfit } from './pause-unfit.ts'
import { newReference } from './references.ts'
import { callsLeft, nextChinaDay } from './template-turn.ts'
import { type BatchInTurn, type Candidate, type Claim, leaseSeconds } from './types.ts'

/** Rows looked at for one claim where a call carries one text, to find those that may share it. */
const window = 2_000

/**
 * Step 1 of the protocol: takes up to `calls` calls' worth of a batch's queued messages, in one
 * transaction that is committed when this returns. Gives nothing when the batch may not go on now;
 * a batch with nothing left to do becomes finished here. Claims that are `unanswered` must not be
 * called.
 */
export async function claimCalls(
  ctx: Pick<Context, 'db' | 'keys'>,
  input: { batchId: string; calls: number; worker: string },
): Promise<Claim[]> {
  if (!(await keepApproved(ctx.db, input.batchId))) return []
  let claims: Claim[] = []
  const work = async (tx: Tx): Promise<void> => {
    const turn = await openTurn(ctx, tx, input)
    if (!turn) return
    const { batch, calls, limits, scope } = turn
    const size = Math.min(limits.recipientsPerCall, batch.callSize ?? Number.POSITIVE_INFINITY)
    const ownTexts = carriesOwnTexts(limits, batch.template)
    const rule = { size, calls, ownTexts }
    const most = ownTexts ? size * calls : Math.max(window, size)
    const isEnough = (free: Candidate[]) => fillsCalls(free, rule)
    const ask = { most, isEnough, limits, scope }
    const { candidates, isTail } = await findCandidates(tx, batch, ask)
    await block(tx, batch, candidates)
    const groups = groupIntoCalls(candidates.filter(isFree), rule)
    claims = await submit(tx, batch, groups, input.worker)
    await moveOn(tx, batch, candidates, groups, isTail)
    pass('claim.uncommitted')
  }
  try {
    await ctx.db.transaction(work)
  } catch (error) {
    if (claims.length === 0) throw error
    // The commit may have been done and its answer lost: then they stand, and nobody else knows.
    return claims.map((claim) => ({ ...claim, unanswered: error }))
  }
  if (claims.length > 0) pass('claim.committed')
  return claims
}

type Turn = { batch: BatchInTurn; limits: Limits; scope: LimitScope | undefined; calls: number }

/** The batch, locked, and how many calls it may make now; undefined when it may make none. */
async function openTurn(
  ctx: Pick<Context, 'keys'>,
  tx: Tx,
  input: { batchId: string; calls: number },
): Promise<Turn | undefined> {
  const batch = await lockBatch(tx, input.batchId)
  if (!batch || (await pauseUnfit(tx, batch))) return undefined
  const { channel, currentTemplate, template } = batch
  const limits = limitsOf(channel, currentTemplate.settings)
  if (await putOff(tx, batch, heldUntil(batch, limits, new Date()))) return undefined
  const ask = { channelId: channel.id, templateId: currentTemplate.id, vendorId: template.vendorId }
  const scope = countsPeople(limits) ? await openLimitScope(ctx, tx, ask) : undefined
  const left = await countCallsLeft(tx, limits, scope)
  if (left === 0 && (await putOff(tx, batch, await nextChinaDay(tx)))) return undefined
  return { batch, limits, scope, calls: Math.max(1, Math.min(input.calls, left)) }
}

const countCallsLeft = async (tx: Tx, { template }: Limits, scope: LimitScope | undefined) =>
  template && scope ? callsLeft(tx, template, scope) : Number.POSITIVE_INFINITY

const scopeOf = (batch: BatchInTurn) => ({ batchId: batch.id, channelId: batch.channel.id })

/**
 * Bounds that the index serves: a batch younger than the statistics looks like a single row, and
 * without them each of its messages is held against each of `ids`.
 */
const isWithin = (ids: number[]) => sql`m.id between ${Math.min(...ids)} and ${Math.max(...ids)}`

async function block(tx: Tx, batch: BatchInTurn, candidates: Candidate[]): Promise<void> {
  const stopped = candidates.filter((one) => one.stop)
  if (stopped.length === 0) return
  await tx.execute(sql`
    update messages m set status = 'blocked', failure = v.failure
    from unnest(${sql.param(stopped.map((one) => one.id))}::bigint[],
      ${sql.param(stopped.map((one) => one.stop))}::text[]) v(id, failure)
    where m.id = v.id and ${isWithin(stopped.map((one) => one.id))}
      and m.created_at = ${batch.createdAt} and m.status = 'queued'`)
  const segments = sumSegments(stopped)
  await appendDeltas(tx, scopeOf(batch), [
    { status: 'queued', messages: -stopped.length, segments: -segments },
    { status: 'blocked', messages: stopped.length, segments },
  ])
}

async function submit(
  tx: Tx,
  batch: BatchInTurn,
  groups: Candidate[][],
  worker: string,
): Promise<Claim[]> {
  if (groups.length === 0) return []
  const clocks = { claimedAt: performance.now(), claimedOn: Date.now() }
  const rows = groups.map((messages) => ({
    reference: newReference(),
    ids: messages.map((one) => one.id),
  }))
  const inserted = await tx.execute<{ id: string; reference: string }>(sql`
    insert into submissions (reference, batch_id, channel_id, messages_created_at, first_id, last_id,
      recipient_count, worker, lease_until)
    select v.reference, ${batch.id}, ${batch.channel.id}, ${batch.createdAt}, v.first_id, v.last_id, v.n,
      ${worker}, clock_timestamp() + make_interval(secs => ${leaseSeconds})
    from unnest(${sql.param(rows.map((row) => row.reference))}::text[],
      ${sql.param(rows.map((row) => Math.min(...row.ids)))}::bigint[],
      ${sql.param(rows.map((row) => Math.max(...row.ids)))}::bigint[],
      ${sql.param(rows.map((row) => row.ids.length))}::int[]) v(reference, first_id, last_id, n)
    returning id, reference`)
  const idOf = new Map(inserted.rows.map((row) => [row.reference, Number(row.id)]))
  const claims = rows.map((row, n) => ({
    submissionId: idOf.get(row.reference) as number,
    reference: row.reference,
    batchId: batch.id,
    channelId: batch.channel.id,
    createdAt: batch.createdAt,
    template: batch.template,
    sendAt: batch.sendAt && batch.sendAt.getTime() > Date.now() ? batch.sendAt : null,
    messages: groups[n] ?? [],
    ...clocks,
  }))
  await markSubmitting(tx, batch, claims)
  return claims
}

async function markSubmitting(tx: Tx, batch: BatchInTurn, claims: Claim[]): Promise<void> {
  const pairs = claims.flatMap((claim) =>
    claim.messages.map((one) => [one.id, claim.submissionId] as const),
  )
  const marked = await tx.execute(sql`
    update messages m set status = 'submitting', submission_id = v.submission_id
    from unnest(${sql.param(pairs.map(([id]) => id))}::bigint[],
      ${sql.param(pairs.map(([, submissionId]) => submissionId))}::bigint[]) v(id, submission_id)
    where m.id = v.id and ${isWithin(pairs.map(([id]) => id))}
      and m.created_at = ${batch.createdAt} and m.status = 'queued'`)
  if (marked.rowCount !== pairs.length) throw new Error('a claimed message was not queued any more')
  const segments = sumSegments(claims.flatMap((claim) => claim.messages))
  await appendDeltas(tx, scopeOf(batch), [
    { status: 'queued', messages: -pairs.length, segments: -segments },
    { status: 'submitting', messages: pairs.length, segments },
  ])
}

/** Keeps `nextId` below everything queued; waits when all that is left is held, ends when nothing is. */
async function moveOn(
  tx: Tx,
  batch: BatchInTurn,
  candidates: Candidate[],
  groups: Candidate[][],
  isTail: boolean,
): Promise<void> {
  const taken = new Set(groups.flat().map((one) => one.id))
  const left = candidates.filter((one) => !one.stop && !taken.has(one.id))
  const last = candidates.at(-1)
  const nextId = left[0]?.id ?? (isTail || !last ? batch.lastId + 1 : last.id + 1)
  const wait = groups.length === 0 ? Math.min(60, ...left.map((one) => one.heldSeconds)) : 0
  if (nextId !== batch.nextId || (left.length > 0 && wait > 0)) {
    await tx
      .update(batches)
      .set({
        nextId,
        retryAt: left.length > 0 && wait > 0 ? sql`now() + make_interval(secs => ${wait})` : null,
      })
      .where(eq(batches.id, batch.id))
  }
  if (nextId > batch.lastId && groups.length === 0) await finish(tx, batch.id)
}

/** Ends a batch of which nothing is queued, once no call of it is under way. */
async function finish(tx: Tx, batchId: string): Promise<void> {
  await tx.execute(sql`
    update batches set state = 'finished', finished_at = now()
    where id = ${batchId} and not exists (
      select 1 from submissions where batch_id = ${batchId} and state = 'submitting')`)
}

const sumSegments = (messages: { segments: number }[]): number =>
  messages.reduce((sum, one) => sum + one.segments, 0)
