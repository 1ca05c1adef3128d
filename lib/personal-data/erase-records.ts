import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { erasedPhone } from '#lib/messages/erased-phone.ts'
import { writtenAs } from './written-as.ts'

type Erased = {
  replies: number
  reports: number
  keptOptOut: boolean
  keptBlocklist: boolean
}

/** Replies, reports, entries of lists that were undone, and words of people and vendors that name the phone. */
export async function eraseRecords(tx: Tx, phone: string): Promise<Erased> {
  const blank = erasedPhone(phone)
  const written = writtenAs(phone)
  const without = (text: SQL) => sql`regexp_replace(${text}, ${written}, ${blank}, 'g')`
  const run = async (statement: SQL) => (await tx.execute(statement)).rowCount ?? 0
  const replies = await run(sql`update inbound_messages
    set phone = ${blank}, content = '', fingerprint = 'erased/' || id where phone = ${phone}`)
  const reports = await run(sql`update delivery_reports set phone = null where phone = ${phone}`)
  for (const list of ['opt_outs', 'blocklist']) {
    await run(sql`update ${sql.identifier(list)} set phone = ${blank}
      where phone = ${phone} and undone_at is not null`)
    await run(sql`update ${sql.identifier(list)}
      set undo_reason = ${without(sql`undo_reason`)} where undo_reason ~ ${written}`)
  }
  await run(sql`update blocklist set reason = ${without(sql`reason`)} where reason ~ ${written}`)
  await run(sql`update batches set name = ${without(sql`name`)},
      pause_reason = ${without(sql`pause_reason::text`)}::jsonb,
      summary = ${without(sql`summary::text`)}::jsonb
    where name ~ ${written} or pause_reason::text ~ ${written} or summary::text ~ ${written}`)
  const stands = (list: string) =>
    run(sql`select from ${sql.identifier(list)} where phone = ${phone}`)
  return {
    replies,
    reports,
    keptOptOut: (await stands('opt_outs')) > 0,
    keptBlocklist: (await stands('blocklist')) > 0,
  }
}
