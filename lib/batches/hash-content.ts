import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import type { Batch } from './lock-batch.ts'

/**
 * What a second person approves, as one sha256: channel, text, price, time, and each recipient with
 * their values. No verb changes any of these once a batch is confirmed.
 */
export async function hashContent(tx: Executor, batch: Batch): Promise<string> {
  const content = [
    batch.channelId,
    batch.templateId,
    batch.scheduledAt,
    batch.heldByVendor,
    batch.template,
    batch.price,
    batch.recipientCount,
    batch.segmentCount,
    batch.firstId,
    batch.lastId,
    await digestRows(tx, batch),
  ]
  return createHash('sha256').update(JSON.stringify(content)).digest('hex')
}

/** One digest of all rows in whatever order they are read: each counts with its id. */
async function digestRows(tx: Executor, batch: Batch): Promise<string> {
  const { rows } = await tx.execute<{ digest: string }>(sql`
    select concat_ws('/', count(*), bit_xor(('x' || left(hash, 16))::bit(64)::bigint),
      bit_xor(('x' || right(hash, 16))::bit(64)::bigint)) as digest
    from (select md5(id || '/' || phone || '/' || values::text) as hash from messages
      where created_at = ${batch.createdAt} and id between ${batch.firstId} and ${batch.lastId}
        and batch_id = ${batch.id}) hashed`)
  return rows[0]?.digest ?? ''
}
