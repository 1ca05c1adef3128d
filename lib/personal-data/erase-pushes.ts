import { type SQL, sql } from 'drizzle-orm'
import { applyReceived } from '#lib/callbacks/apply-received.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { inPortions, portionSize } from './in-portions.ts'
import { bytesAsText, writtenAs, writtenAsBytes } from './written-as.ts'

/** Vendors write a phone as it is, in whatever encoding; people, in their replies, as they please. */
const names = (phone: string): SQL => sql`(${bytesAsText(sql`body`)} ~ ${writtenAsBytes(phone)}
  or query ~ ${writtenAsBytes(phone)})`

/**
 * What has come in and was not read yet is read first: it may tell of others as well. Throws
 * UserError `erase_pushes_waiting` when the phone is in something that cannot be read now.
 */
export async function applyPushesAbout(ctx: Context, phone: string): Promise<void> {
  const waits = async () => {
    const { rows } = await ctx.db.execute(sql`
      select from raw_callbacks where state = 'received' and ${names(phone)} limit 1`)
    return rows.length > 0
  }
  for (let turn = 0; await waits(); turn++) {
    const taken = await applyReceived(ctx).catch((cause: unknown) => {
      throw new UserError('erase_pushes_waiting', {}, { cause })
    })
    if (taken === 0 || turn === 10) throw new UserError('erase_pushes_waiting')
  }
}

/**
 * What vendors pushed or answered about the phone; gives how many. What was applied goes whole; of
 * what nobody could read the phone alone, for the reports of others in it may be read yet.
 */
export async function erasePushes(ctx: Context, phone: string): Promise<number> {
  return (await eraseApplied(ctx, phone)) + (await eraseFromUnreadable(ctx, phone))
}

function eraseApplied(ctx: Context, phone: string): Promise<number> {
  return inPortions(async (after) => {
    const { rows } = await ctx.db.execute<{
      last: string | null
      seen: string
      erased: string
    }>(sql`
      with portion as materialized (
        select id, received_at from raw_callbacks where id > ${after} order by id limit ${portionSize}
      ), gone as (
        update raw_callbacks r set body = '', query = '' from portion p
        where r.id = p.id and r.received_at = p.received_at and r.state = 'applied'
          and ${names(phone)}
        returning 1
      )
      select max(id) as last, count(*) as seen, (select count(*) from gone) as erased from portion`)
    const [portion] = rows
    const isLast = Number(portion?.seen ?? 0) < portionSize
    return { next: isLast ? null : Number(portion?.last), erased: Number(portion?.erased ?? 0) }
  })
}

/** Of a megabyte each at most. */
const few = 20
/** Nobody's, and in every format what a phone is: a row of its own, a number, eleven digits. */
const nobody = '10000000000'

function eraseFromUnreadable(ctx: Context, phone: string): Promise<number> {
  const written = new RegExp(writtenAsBytes(phone), 'g')
  const blank = (text: SQL, pattern: string) =>
    sql`regexp_replace(${text}, ${pattern}, ${nobody}, 'g')`
  return inPortions(async (after) => {
    const { rows } = await ctx.db.execute<{ id: string; body: Buffer }>(sql`
      select id, body from raw_callbacks where state = 'unreadable' and id > ${after}
        and (${names(phone)} or problem ~ ${writtenAs(phone)})
      order by id limit ${few}`)
    for (const { id, body } of rows) {
      const rest = Buffer.from(body.toString('latin1').replace(written, nobody), 'latin1')
      await ctx.db.execute(sql`
        update raw_callbacks set body = ${rest}, query = ${blank(sql`query`, writtenAsBytes(phone))},
          problem = ${blank(sql`problem`, writtenAs(phone))}
        where id = ${id} and state = 'unreadable'`)
    }
    return { next: rows.length < few ? null : Number(rows.at(-1)?.id), erased: rows.length }
  })
}
