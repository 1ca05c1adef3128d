import { asc, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Executor, Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { hashContent } from '#lib/batches/hash-content.ts'
import type { Batch } from '#lib/batches/lock-batch.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { erasedPhone } from '#lib/messages/erased-phone.ts'
import { summaryWithoutPeople } from './summary.ts'
import { writtenAs } from './written-as.ts'

/**
 * Takes the phone out of what was said to others, the values of their messages; gives how many.
 * Throws UserError `erase_named_waiting {batch, count}` when such a message is yet to go out: it
 * would say something that nobody checked.
 */
export async function eraseNamed(ctx: Context, phone: string): Promise<number> {
  const places = await ctx.db
    .select()
    .from(batches)
    .where(isNotNull(batches.firstId))
    .orderBy(asc(batches.createdAt))
  const named: Batch[] = []
  for (const place of places) if (await namesAny(ctx.db, place.id, phone)) named.push(place)
  for (const place of named) await refuseWaiting(ctx.db, place, phone)
  let erased = 0
  for (const { id } of named) erased += await inTransaction(ctx, (tx) => eraseIn(tx, id, phone))
  return erased
}

/** The messages of a batch, joined as b, that name the phone of somebody else. */
const naming = (phone: string): SQL => sql`m.created_at = b.created_at
  and m.id between b.first_id and b.last_id
  and m.batch_id = b.id and m.phone <> ${phone}
  and m.values::text ~ ${writtenAs(phone)}`

async function namesAny(db: Executor, id: string, phone: string): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from batches b join messages m on ${naming(phone)} where b.id = ${id} limit 1`)
  return rows.length > 0
}

async function eraseIn(tx: Tx, id: string, phone: string): Promise<number> {
  const [batch] = await tx.select().from(batches).where(eq(batches.id, id)).for('update')
  if (!batch) return 0
  await refuseWaiting(tx, batch, phone)
  const approved = batch.approval !== 'none' && (await hashContent(tx, batch)) === batch.contentHash
  const { rowCount } = await tx.execute(sql`
    update messages m set values = array(
      select regexp_replace(value, ${writtenAs(phone)}, ${erasedPhone(phone)}, 'g')
      from unnest(m.values) with ordinality as one (value, place) order by place)
    from batches b where b.id = ${id} and ${naming(phone)}`)
  await tx
    .update(batches)
    .set({
      summary: summaryWithoutPeople,
      ...(approved ? { contentHash: await hashContent(tx, batch) } : {}),
    })
    .where(eq(batches.id, id))
  return rowCount ?? 0
}

async function refuseWaiting(db: Executor, batch: Batch, phone: string): Promise<void> {
  const { rows } = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from batches b join messages m on ${naming(phone)}
    where b.id = ${batch.id} and m.status in ('queued', 'submitting')`)
  const count = rows[0]?.count ?? 0
  if (count > 0) throw new UserError('erase_named_waiting', { batch: batch.name, count })
}
