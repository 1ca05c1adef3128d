import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import type { submissions } from '#db/schema/submissions.ts'
import { cancelCalled } from '#lib/batches/cancel-queued.ts'
import type { PauseReason } from '#lib/batches/types.ts'
import { failureRules } from '#lib/providers/failures.ts'
import { batchFailure, type MessageOutcome, type Outcome } from './outcome.ts'
import { attemptLimit, lostLimit, splitBy } from './types.ts'

type Submission = typeof submissions.$inferSelect

/** Step 5: puts the batch back to what was requeued, later or after a person has looked. */
export async function settleBatch(
  tx: Tx,
  submission: Submission,
  outcome: Outcome,
  outcomes: MessageOutcome[],
): Promise<void> {
  const requeued = outcomes.some((one) => one.status === 'queued')
  const failed = batchFailure(outcome)
  if (outcomes.every((one) => one.status === 'unknown')) {
    return countLost(tx, submission.batchId, { reason: 'outcome_unknown' }, lostLimit)
  }
  if ('failure' in outcome && outcome.failure === 'rejected') {
    return countLost(tx, submission.batchId, reasonOf(outcome.failure, outcome), attemptLimit)
  }
  if (!requeued || !failed) {
    await tx.execute(
      sql`update batches set attempts = 0,
          call_size = case when call_size < 10000 then call_size * ${splitBy} end
        where id = ${submission.batchId} and (attempts > 0 or call_size is not null)`,
    )
    return
  }
  const pauses = failureRules[failed.failure].batch === 'pause'
  const reason = JSON.stringify(reasonOf(failed.failure, failed))
  const tooOften = JSON.stringify(reasonOf('retries', failed))
  // Calls that fail side by side are one attempt: only the first of a wave counts and sets the time.
  const isNewWave = sql`(retry_at is null or retry_at <= now())`
  const { rows } = await tx.execute<{ state: string }>(sql`
    update batches set
      next_id = least(next_id, ${submission.firstId}),
      attempts = case when ${isNewWave} then attempts + 1 else attempts end,
      retry_at = case when ${isNewWave} then now() + make_interval(secs => least(60, power(2, attempts)))
        else retry_at end,
      pause_reason = case
        when state <> 'sending' then pause_reason
        when ${pauses} then ${reason}::jsonb
        when ${isNewWave} and attempts + 1 >= ${attemptLimit} then ${tooOften}::jsonb
        else pause_reason end,
      state = case when state = 'sending' and (${pauses} or (${isNewWave} and attempts + 1 >= ${attemptLimit}))
        then 'paused' else state end
    where id = ${submission.batchId} returning state`)
  if (rows[0]?.state === 'aborted') await cancelCalled(tx, submission)
}

const reasonOf = (
  reason: PauseReason['reason'],
  { code, detail }: { code?: string; detail?: string },
): PauseReason => ({
  reason,
  ...(code ? { code } : {}),
  ...(detail ? { detail: detail.slice(0, 300).toWellFormed() } : {}),
})

/**
 * A vendor that answers nobody any more, or says no to whole calls, one after the other: the rest
 * is neither sent into the dark nor burnt.
 */
async function countLost(
  tx: Tx,
  batchId: string,
  reason: PauseReason,
  limit: number,
): Promise<void> {
  const isTooMany = sql`state = 'sending' and attempts + 1 >= ${limit}`
  await tx.execute(sql`
    update batches set
      attempts = attempts + 1,
      pause_reason = case when ${isTooMany} then ${JSON.stringify(reason)}::jsonb else pause_reason end,
      state = case when ${isTooMany} then 'paused' else state end
    where id = ${batchId}`)
}
