import { and, eq, sql } from 'drizzle-orm'
import type { Db, Tx } from '#db/client.ts'
import { type SubmissionState, submissions } from '#db/schema/submissions.ts'
import { cancelCalled } from '#lib/batches/cancel-queued.ts'
import { appendDeltas } from '#lib/counts/delta.ts'
import { moveDeltas, toMove } from '#lib/counts/move.ts'
import { type MessageStatus, sourcesOf } from '#lib/messages/status.ts'
import { toCode, toVendorId } from '#lib/messages/storable-text.ts'
import { pass } from '#lib/points.ts'
import { carrierOf } from '#lib/providers/carriers.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import { batchFailure, type MessageOutcome, type Outcome, outcomesOf } from './outcome.ts'
import { settleBatch } from './settle-batch.ts'
import { type Claim, splitBy } from './types.ts'

type Submission = typeof submissions.$inferSelect
/** What a record needs of a message: `outcomes` come in the order of these. */
export type RecordedMessage = { id: number; phone: string }

/**
 * Step 3 of the protocol: writes what became of a call. An answer that comes after its lease has
 * ended still counts: it settles what had become unknown. Messages that a report has moved on
 * already stay as they are. `messages` in the order of the request.
 */
export async function recordOutcome(
  db: Db,
  call: Pick<Claim, 'submissionId' | 'reference'>,
  messages: RecordedMessage[],
  outcome: Outcome,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [submission] = await tx
      .select()
      .from(submissions)
      .where(
        // The number of a claim that a crash undid may be given again, its reference never.
        and(eq(submissions.id, call.submissionId), eq(submissions.reference, call.reference)),
      )
      .for('update')
    if (submission) await record(tx, submission, messages, outcome)
    pass('record.uncommitted')
  })
  pass('record.committed')
}

async function record(
  tx: Tx,
  submission: Submission,
  messages: RecordedMessage[],
  outcome: Outcome,
): Promise<void> {
  if (submission.state === 'unknown') return recordLate(tx, submission, messages, outcome)
  if (submission.state !== 'submitting') return
  if (isSharedNo(outcome, messages)) return splitCall(tx, submission, messages, outcome)
  const outcomes = outcomesOf(outcome, messages.length)
  await moveMessages(tx, submission, messages, outcomes)
  await closeSubmission(tx, submission, outcome, outcomes)
  await settleBatch(tx, submission, outcome, outcomes)
}

/** A call of several refused as a whole: nothing was sent, and the fault may be one recipient's. */
const isSharedNo = (outcome: Outcome, messages: RecordedMessage[]): boolean =>
  'failure' in outcome && outcome.failure === 'rejected' && messages.length > 1

/** Puts a refused call's messages back, to go in smaller calls until only the guilty are refused. */
async function splitCall(
  tx: Tx,
  submission: Submission,
  messages: RecordedMessage[],
  outcome: Outcome,
): Promise<void> {
  const back = { status: 'queued', vendorMessageId: null, failure: null, code: null } as const
  const outcomes = messages.map(() => back)
  await moveMessages(tx, submission, messages, outcomes)
  await closeSubmission(tx, submission, outcome, outcomes)
  const callSize = Math.max(1, Math.floor(messages.length / splitBy))
  const { rows } = await tx.execute<{ state: string }>(sql`
    update batches set next_id = least(next_id, ${submission.firstId}), call_size = ${callSize}
    where id = ${submission.batchId} returning state`)
  if (rows[0]?.state === 'aborted') await cancelCalled(tx, submission)
}

/**
 * An answer to a call that counts as unknown already. A yes or a no to a recipient settles that one;
 * what would put a message back does not, for only a person does that once it was unknown.
 */
async function recordLate(
  tx: Tx,
  submission: Submission,
  messages: RecordedMessage[],
  outcome: Outcome,
): Promise<void> {
  const outcomes = outcomesOf(outcome, messages.length).map((one) =>
    one.status === 'queued' ? { ...one, status: 'unknown' as const } : one,
  )
  if (outcomes.every((one) => one.status === 'unknown')) return
  await moveMessages(tx, submission, messages, outcomes)
  await closeSubmission(tx, submission, outcome, outcomes)
}

/**
 * Writes outcomes to those messages of a call that may still take them, and counts the moves. What
 * was unknown, also if a person has had it sent again and no other call has it yet, bears the time
 * of its call: when it was settled says nothing about its sending.
 */
export async function moveMessages(
  tx: Tx,
  submission: Submission,
  messages: RecordedMessage[],
  outcomes: MessageOutcome[],
): Promise<void> {
  const moves = movesTo(outcomes)
  const { rows } = await tx.execute<Record<string, unknown>>(sql`
    with v as (
      select * from unnest(${sql.param(messages.map((one) => one.id))}::bigint[],
        ${sql.param(outcomes.map((one) => one.status))}::text[],
        ${sql.param(outcomes.map((one) => one.vendorMessageId && toVendorId(one.vendorMessageId)))}::text[],
        ${sql.param(outcomes.map((one) => one.failure))}::text[],
        ${sql.param(outcomes.map((one) => one.code && toCode(one.code)))}::text[],
        ${sql.param(messages.map((one) => carrierOf(one.phone) ?? ''))}::text[]
      ) v(id, status, vendor_message_id, failure, code, carrier)
    ), cur as (
      select id, status from messages
      where created_at = ${submission.messagesCreatedAt} and submission_id = ${submission.id}
        and id between ${submission.firstId} and ${submission.lastId}
        and status = any(${sql.param(moves.map(([from]) => from))}::text[])
      order by id for update
    ), moved as (
      update messages m set status = v.status, vendor_message_id = v.vendor_message_id,
        failure = v.failure, code = v.code,
        submission_id = case when v.status = 'queued' then null else m.submission_id end,
        submitted_at = case when v.status <> 'submitted' then m.submitted_at
          when cur.status in ('unknown', 'queued') then (select created_at from submissions where id = m.submission_id)
          else now() end
      from v join cur using (id)
      where m.id = v.id and m.created_at = ${submission.messagesCreatedAt}
        and (cur.status, v.status) in (select * from unnest(
          ${sql.param(moves.map(([from]) => from))}::text[], ${sql.param(moves.map(([, to]) => to))}::text[]))
      returning cur.status as was, v.status as now, v.code, v.carrier, m.segments
    )
    select was, now, '' as was_code, code as now_code, carrier, count(*) as messages, sum(segments) as segments
    from moved group by 1, 2, 3, 4, 5`)
  const day = chinaDay(submission.createdAt)
  const scope = { batchId: submission.batchId, channelId: submission.channelId }
  await appendDeltas(
    tx,
    scope,
    rows.flatMap((row) => moveDeltas(toMove(row, day))),
  )
}

/** From where to where these outcomes may move messages. */
const movesTo = (outcomes: MessageOutcome[]): [MessageStatus, MessageStatus][] =>
  [...new Set(outcomes.map(({ status }) => status))].flatMap((to) =>
    sourcesOf(to, 'outcome').map((from): [MessageStatus, MessageStatus] => [from, to]),
  )

async function closeSubmission(
  tx: Tx,
  submission: Submission,
  outcome: Outcome,
  outcomes: MessageOutcome[],
): Promise<void> {
  const failed = 'failure' in outcome ? outcome : batchFailure(outcome)
  await tx
    .update(submissions)
    .set({
      state: stateOf(outcomes),
      vendorSubmissionId:
        'result' in outcome ? toVendorId(outcome.result.submissionId ?? '') || null : null,
      requestId: ('result' in outcome ? outcome.result : outcome).requestId ?? null,
      failure: failed?.failure ?? null,
      code: toCode(failed?.code ?? '') || null,
      detail: failed?.detail?.slice(0, 1_000).toWellFormed() ?? null,
      finishedAt: sql`now()`,
    })
    .where(eq(submissions.id, submission.id))
  if ('result' in outcome) {
    await tx.execute(sql`update channels set last_success_at = now()
      where id = ${submission.channelId} and (last_success_at is null or last_success_at < now() - interval '5 seconds')`)
  }
}

function stateOf(outcomes: MessageOutcome[]): SubmissionState {
  const statuses = new Set(outcomes.map((one) => one.status))
  if (statuses.has('unknown')) return 'unknown'
  if (statuses.has('submitted')) return 'accepted'
  return statuses.has('queued') ? 'requeued' : 'rejected'
}
