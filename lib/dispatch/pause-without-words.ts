import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { hasOptOutWords } from '#lib/batches/check-opt-out-words.ts'
import type { PauseReason } from '#lib/batches/types.ts'
import type { BatchInTurn } from './types.ts'

const reason: PauseReason = { reason: 'template_unavailable', code: 'opt_out_words' }

/**
 * Pauses marketing that has something queued and lacks the words its channel asks for, which may
 * have been set after it was confirmed; true when it did.
 */
export async function pauseWithoutWords(tx: Tx, batch: BatchInTurn): Promise<boolean> {
  if (hasOptOutWords(batch.channel, batch.template)) return false
  const { rowCount } = await tx.execute(sql`
    update batches set state = 'paused', pause_reason = ${JSON.stringify(reason)}::jsonb
    where id = ${batch.id} and exists (
      select 1 from messages where created_at = ${batch.createdAt} and batch_id = ${batch.id}
        and id between ${batch.nextId} and ${batch.lastId} and status = 'queued')`)
  return (rowCount ?? 0) > 0
}
