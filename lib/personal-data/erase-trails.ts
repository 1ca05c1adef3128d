import { sql } from 'drizzle-orm'
import { type Context, inTransaction } from '#lib/context.ts'
import { erasedPhone } from '#lib/messages/erased-phone.ts'
import { inPortions, portionSize } from './in-portions.ts'
import { summaryWithoutPeople } from './summary.ts'
import { writtenAs } from './written-as.ts'

/** The digits of a line however they are written: 138-0013-8000, １３８…. */
export const digitsOf = (text: string) =>
  sql`regexp_replace(translate(${sql.raw(text)}, '０１２３４５６７８９', '0123456789'), '[^0-9]', '', 'g')`

/** Batches whose refused rows are looked through in one transaction. */
const batchesAtOnce = 200

/** Lines of files that could not be sent to and hold the phone; gives how many. */
export async function eraseRefused(ctx: Context, phone: string): Promise<number> {
  const { rows } = await ctx.db.execute<{ id: string }>(
    sql`select id from batches where (summary->>'refused')::int > 0 order by created_at`,
  )
  const ids = rows.map(({ id }) => id)
  return inPortions(async (after) => {
    const some = ids.slice(after, after + batchesAtOnce)
    const erased = await eraseLines(ctx, some, phone)
    const next = after + batchesAtOnce
    return { next: next < ids.length ? next : null, erased }
  })
}

/** The samples of such a batch may show the same rows. */
async function eraseLines(ctx: Context, ids: string[], phone: string): Promise<number> {
  const named = `%${phone}%`
  return inTransaction(ctx, async (tx) => {
    const { rows } = await tx.execute<{ batchId: string }>(sql`
      update refused_rows set line = '', params = null
      where batch_id = any(${sql.param(ids)}::uuid[]) and (${digitsOf('line')} like ${named}
        or ${digitsOf("coalesce(params::text, '')")} like ${named})
      returning batch_id as "batchId"`)
    const touched = [...new Set(rows.map(({ batchId }) => batchId))]
    await tx.execute(sql`update batches set summary = ${summaryWithoutPeople}
      where id = any(${sql.param(touched)}::uuid[])`)
    return rows.length
  })
}

type Words = 'submissions.detail' | 'inbound_messages.content'

/** What vendors said of calls, and others in their replies, where they named the phone. */
export async function eraseWords(ctx: Context, phone: string): Promise<void> {
  for (const words of ['submissions.detail', 'inbound_messages.content'] as const)
    await eraseFrom(ctx, words, phone)
}

function eraseFrom(ctx: Context, words: Words, phone: string): Promise<number> {
  const [table = '', column = ''] = words.split('.')
  const [from, said] = [sql.identifier(table), sql.identifier(column)]
  return inPortions(async (after) => {
    const end = after + portionSize * 10
    const { rowCount } = await ctx.db.execute(sql`update ${from}
      set ${said} = regexp_replace(${said}, ${writtenAs(phone)}, ${erasedPhone(phone)}, 'g')
      where id > ${after} and id <= ${end} and ${said} ~ ${writtenAs(phone)}`)
    const { rows } = await ctx.db.execute(sql`select from ${from} where id > ${end} limit 1`)
    return { next: rows.length > 0 ? end : null, erased: rowCount ?? 0 }
  })
}
