import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { erasedPhone } from '#lib/messages/erased-phone.ts'

type Erased = {
  replies: number
  reports: number
  keptOptOut: boolean
  keptBlocklist: boolean
}

/** Replies, reports, entries of lists that were undone, and words of people and vendors that name the phone. */
export async function eraseRecords(tx: Tx, phone: string): Promise<Erased> {
  const blank = erasedPhone(phone)
  const named = `%${phone}%`
  const run = async (statement: ReturnType<typeof sql>) =>
    (await tx.execute(statement)).rowCount ?? 0
  const replies = await run(sql`update inbound_messages
    set phone = ${blank}, content = '', fingerprint = 'erased/' || id where phone = ${phone}`)
  await run(sql`update inbound_messages
    set content = replace(content, ${phone}, ${blank}) where content like ${named}`)
  const reports = await run(sql`update delivery_reports set phone = null where phone = ${phone}`)
  for (const list of ['opt_outs', 'blocklist']) {
    await run(sql`update ${sql.identifier(list)} set phone = ${blank}
      where phone = ${phone} and undone_at is not null`)
    await run(sql`update ${sql.identifier(list)}
      set undo_reason = replace(undo_reason, ${phone}, ${blank}) where undo_reason like ${named}`)
  }
  await run(sql`update blocklist set reason = replace(reason, ${phone}, ${blank})
    where reason like ${named}`)
  await run(sql`update batches set name = replace(name, ${phone}, ${blank}),
      pause_reason = replace(pause_reason::text, ${phone}, ${blank})::jsonb,
      summary = replace(summary::text, ${phone}, ${blank})::jsonb
    where name like ${named} or pause_reason::text like ${named} or summary::text like ${named}`)
  const stands = (list: string) =>
    run(sql`select from ${sql.identifier(list)} where phone = ${phone}`)
  return {
    replies,
    reports,
    keptOptOut: (await stands('opt_outs')) > 0,
    keptBlocklist: (await stands('blocklist')) > 0,
  }
}
