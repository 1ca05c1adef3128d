import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { optOuts } from '#db/schema/opt-outs.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import { fingerprint } from '#lib/crypto/keyring.ts'
import { isOptOut } from '#lib/opt-outs/recognise.ts'
import type { VendorEvent } from '#lib/providers/events.ts'
import { dateKnown, dropKnown } from './known-replies.ts'
import { channelOf, listExtensions, tieReplies } from './tie-replies.ts'

export type ReplyEvent = Extract<VendorEvent, { type: 'reply' }>

/** Where replies come from; `account` is the channels on the same account, oldest first. */
export type ReplySource = { channelId: string; callbackId: number; account?: string[] }

/**
 * Stores replies of one account, each once however often and whichever way it came, ties them to
 * the messages they answer, and notes opt-outs with the reply as evidence: one that was known
 * already changes nothing.
 */
export async function storeReplies(
  tx: Tx,
  source: ReplySource,
  replies: ReplyEvent[],
): Promise<void> {
  if (replies.length === 0) return
  const account = source.account ?? [source.channelId]
  // A push and a pull that tell the same, each without a sight of the other.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`replies:${account[0]}`}))`)
  const named = replies.map((reply) => ({ ...reply, ...fingerprintsOf(account, reply) }))
  await dateKnown(tx, named)
  const extensions = await listExtensions(tx, source.channelId, account)
  const fresh = (await dropKnown(tx, account, named)).map((reply) => ({
    reply,
    row: toRow({ ...source, channelId: channelOf(reply, extensions) ?? source.channelId }, reply),
  }))
  if (fresh.length === 0) return
  const stored = await tx
    .insert(inboundMessages)
    .values(fresh.map(({ row }) => row))
    .onConflictDoNothing({ target: inboundMessages.fingerprint })
    .returning()
  const byName = new Map(fresh.map(({ reply }) => [reply.fingerprint, reply]))
  const tied = stored.map(({ id, fingerprint }) => ({ id, keys: byName.get(fingerprint)?.keys }))
  await tieReplies(tx, extensions, tied)
  await noteOptOuts(tx, stored)
}

/** `undated` names a reply until its own time is known. */
function fingerprintsOf(account: string[], { phone, content, at, isUndated }: ReplyEvent) {
  const nameAs = (time: string) => fingerprint([account[0], phone, time, content].join('\n'))
  const undated = nameAs('')
  return { undated, fingerprint: isUndated ? undated : nameAs(at.toISOString()) }
}

function toRow(
  { channelId, callbackId }: ReplySource,
  { phone, content, at, fingerprint, ...reply }: ReplyEvent & { fingerprint: string },
) {
  const optOut = isOptOut(content)
  const senderNumber = reply.senderNumber ?? null
  return { channelId, callbackId, phone, content, at, senderNumber, optOut, fingerprint }
}

async function noteOptOuts(tx: Tx, stored: (typeof inboundMessages.$inferSelect)[]): Promise<void> {
  const asked = stored.filter((one) => one.optOut)
  if (asked.length === 0) return
  await tx
    .insert(optOuts)
    .values(asked.map((one) => ({ phone: one.phone, source: 'reply' as const, inboundId: one.id })))
    .onConflictDoNothing({ target: optOuts.phone, where: sql`undone_at is null` })
}
