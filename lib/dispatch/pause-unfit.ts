import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { templateProblem } from '#lib/batches/check-template.ts'
import { pauseOf } from '#lib/batches/pause-of.ts'
import { hasQueued } from './has-queued.ts'
import type { BatchInTurn } from './types.ts'

/**
 * Pauses a batch with something queued whose template changed after it was confirmed, is in review
 * again, or lacks the words its channel asks for by now; true when it did.
 */
export async function pauseUnfit(tx: Tx, batch: BatchInTurn): Promise<boolean> {
  const { channel, currentTemplate, template } = batch
  const problem = templateProblem({ channel, template: currentTemplate }, template)
  if (!problem) return false
  const { rowCount } = await tx.execute(sql`
    update batches set state = 'paused', pause_reason = ${JSON.stringify(pauseOf(problem))}::jsonb
    where id = ${batch.id} and ${hasQueued(batch)}`)
  return (rowCount ?? 0) > 0
}
