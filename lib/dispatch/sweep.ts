import { sql } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { pass } from '#lib/points.ts'
import { recordOutcome } from './record.ts'

/**
 * Step 4 of the protocol: a call whose lease has ended without a record is lost, and so its
 * outcome is unknown. Gives how many it found.
 */
export async function sweepLostCalls(db: Db, limit = 50): Promise<number> {
  const { rows } = await db.execute<{ id: string; reference: string }>(sql`
    select id, reference from submissions where state = 'submitting' and lease_until < clock_timestamp()
    order by lease_until limit ${limit}`)
  for (const row of rows) {
    const submissionId = Number(row.id)
    pass('sweep.found')
    const messages = await listRecipients(db, submissionId)
    await recordOutcome(db, { submissionId, reference: row.reference }, messages, {
      failure: 'outcome_unknown',
      detail: 'the worker that made this call ended before its answer was recorded',
    })
  }
  return rows.length
}

async function listRecipients(
  db: Db,
  submissionId: number,
): Promise<{ id: number; phone: string }[]> {
  const { rows } = await db.execute<{ id: string; phone: string }>(sql`
    select m.id, m.phone from submissions s join messages m
      on m.created_at = s.messages_created_at and m.id between s.first_id and s.last_id
      and m.submission_id = s.id
    where s.id = ${submissionId} order by m.id`)
  return rows.map((row) => ({ id: Number(row.id), phone: row.phone }))
}
