import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import type { VendorEvent } from '#lib/providers/events.ts'
import { matchReports } from './match.ts'

export type WordEvent = Extract<VendorEvent, { type: 'word' }>

/**
 * Writes a vendor's word that no document explains beside the messages it is about; their status
 * stays as it was, and a report that is understood replaces the word.
 */
export async function noteWords(tx: Tx, channelIds: string[], words: WordEvent[]): Promise<void> {
  if (words.length === 0) return
  const asReports = words.map(({ keys, phone, word, at }) => ({
    ...{ type: 'report' as const, keys, delivered: false, code: word, at },
    ...(phone ? { phone } : {}),
  }))
  const source = { channelId: channelIds[0] ?? '', callbackId: 0, account: channelIds }
  const { matches } = await matchReports(tx, source, asReports)
  const noted = matches.flatMap((match) => {
    const word = match.reports.at(-1)?.code
    return word && match.status === 'submitted' && match.code !== word ? [{ ...match, word }] : []
  })
  if (noted.length === 0) return
  await tx.execute(sql`
    update messages m set code = v.word
    from unnest(${sql.param(noted.map((one) => one.messageId))}::bigint[],
      ${sql.param(noted.map((one) => one.createdAt.toISOString()))}::timestamptz[],
      ${sql.param(noted.map((one) => one.word))}::text[]) v(id, created_at, word)
    where m.id = v.id and m.created_at = v.created_at`)
}
