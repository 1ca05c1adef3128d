import { sql } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { digitsOf } from './erase-trails.ts'
import { bytesAsText, writtenAs, writtenAsBytes } from './written-as.ts'

/** A file that nobody has taken up by then is left over; until then somebody may be about to. */
const leftOverMinutes = 10

/**
 * Removes the files that hold the phone, or may: those of its batches, those that spell it out, and
 * packed ones that belong to no batch. Gives how many. Throws UserError `erase_import_running`
 * while such a file is being checked.
 */
export async function eraseUploads(ctx: Context, phone: string): Promise<number> {
  const ids = await listSuspects(ctx, phone)
  if (ids.length === 0) return 0
  const wanted = sql.param(ids)
  const { rows } = await ctx.db.execute(sql`
    select from ${batches} where upload_id = any(${wanted}::uuid[]) and import_state = 'running' limit 1`)
  if (rows.length > 0) throw new UserError('erase_import_running')
  const { rowCount } = await ctx.db.execute(
    sql`delete from uploads where id = any(${wanted}::uuid[])`,
  )
  return rowCount ?? 0
}

async function listSuspects(ctx: Context, phone: string): Promise<string[]> {
  const { rows: files } = await ctx.db.execute<{ id: string; spelt: boolean }>(sql`
    select u.id, u.file_name ~ ${writtenAs(phone)} or exists (select from batches b
        where b.upload_id = u.id and (
          exists (select from messages m where m.phone = ${phone} and m.batch_id = b.id)
          or exists (select from refused_rows r
            where r.batch_id = b.id and ${digitsOf('r.line')} like ${`%${phone}%`}))) as spelt
    from uploads u`)
  const found = files.filter((file) => file.spelt).map(({ id }) => id)
  for (const { id, spelt } of files) if (!spelt && (await mayHold(ctx, id, phone))) found.push(id)
  return found
}

/** PK: a workbook, packed, in which nothing can be looked for. In a batch its rows tell. */
async function mayHold(ctx: Context, id: string, phone: string): Promise<boolean> {
  const wide = Buffer.from(phone, 'utf16le')
  const { rows } = await ctx.db.execute(sql`
    select from upload_chunks c join uploads u on u.id = c.upload_id
    where c.upload_id = ${id} and (${bytesAsText(sql`c.bytes`)} ~ ${writtenAsBytes(phone)}
      or position(${wide}::bytea in c.bytes) > 0
      or (c.n = 0 and substring(c.bytes from 1 for 2) = 'PK'::bytea and (
        exists (select from batches b where b.upload_id = u.id and b.import_state <> 'done')
        or (u.created_at < now() - make_interval(mins => ${leftOverMinutes})
          and not exists (select from batches b where b.upload_id = u.id)))))
    limit 1`)
  return rows.length > 0
}
