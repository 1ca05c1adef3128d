import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { isOfToday } from './china-today.ts'
import { isSentMessage, oldestOnItsWay } from './counts-as-sent.ts'
import type { BatchInTurn, Candidate } from './types.ts'

/**
 * Marks whom the console wrote to often enough today in this category, over all channels: they are
 * blocked. Give it the candidates of one claim page by page, in order.
 */
export async function createCap(tx: Tx, batch: BatchInTurn, most: number | null) {
  if (most === null) return async () => {}
  // Batches of two channels must not both see a phone as free.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('caps'))`)
  const taken = new Map<string, number>()
  return async (page: Candidate[]): Promise<void> => {
    const sent = await countToday(tx, batch, page)
    for (const one of page) {
      if (one.stop) continue
      const before = taken.get(one.phone) ?? sent.get(one.phone) ?? 0
      if (before >= most) one.stop = 'cap'
      taken.set(one.phone, before + 1)
    }
  }
}

async function countToday(
  tx: Tx,
  batch: BatchInTurn,
  page: Candidate[],
): Promise<Map<string, number>> {
  const { rows } = await tx.execute<{ phone: string; n: string }>(sql`
    select m.phone, count(*) as n from messages m
    join submissions s on s.id = m.submission_id and ${isOfToday(sql`s.created_at`)}
    join batches b on b.id = m.batch_id and b.template->>'category' = ${batch.template.category}
    where m.phone = any(${sql.param(page.map((one) => one.phone))}::text[])
      and m.created_at >= ${oldestOnItsWay}
      and ${isSentMessage}
    group by m.phone`)
  return new Map(rows.map((row) => [row.phone, Number(row.n)]))
}
