import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { optOuts } from '#db/schema/opt-outs.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import { fingerprint } from '#lib/crypto/keyring.ts'
import { isOptOut } from '#lib/opt-outs/recognise.ts'
import type { VendorEvent } from '#lib/providers/events.ts'

export type ReplyEvent = Extract<VendorEvent, { type: 'reply' }>

/** Where replies come from; `account` is the channels on the same account, oldest first. */
type ReplySource = { channelId: string; callbackId: number; account?: string[] }

/**
 * Stores replies of one channel, each once however often it was pushed, ties them to the latest
 * message that the phone got from us, and notes opt-outs with the reply as evidence.
 */
export async function storeReplies(
  tx: Tx,
  source: ReplySource,
  replies: ReplyEvent[],
): Promise<void> {
  if (replies.length === 0) return
  const stored = await tx
    .insert(inboundMessages)
    .values(replies.map((reply) => toRow(source, reply)))
    .onConflictDoNothing({ target: inboundMessages.fingerprint })
    .returning({
      id: inboundMessages.id,
      phone: inboundMessages.phone,
      optOut: inboundMessages.optOut,
    })
  if (stored.length === 0) return
  await tieToMessages(
    tx,
    stored.map((one) => one.id),
  )
  const asked = stored.filter((one) => one.optOut)
  if (asked.length === 0) return
  await tx
    .insert(optOuts)
    .values(asked.map((one) => ({ phone: one.phone, source: 'reply' as const, inboundId: one.id })))
    .onConflictDoNothing({ target: optOuts.phone, where: sql`undone_at is null` })
}

function toRow(source: ReplySource, reply: ReplyEvent) {
  const { phone, content, at } = reply
  const { channelId, callbackId, account = [channelId] } = source
  return {
    channelId,
    callbackId,
    phone,
    content,
    at,
    senderNumber: reply.senderNumber ?? null,
    optOut: isOptOut(content),
    fingerprint: fingerprint([account[0], phone, at.toISOString(), content].join('\n')),
  }
}

/** The latest message to that phone, on the same channel if there is one, of the last 30 days. */
async function tieToMessages(tx: Tx, ids: number[]): Promise<void> {
  await tx
    .update(inboundMessages)
    .set({
      messageId: sql`(
        select m.id from messages m
        where m.phone = inbound_messages.phone and m.submission_id is not null
          and m.created_at > inbound_messages.at - interval '30 days'
        order by (m.channel_id = inbound_messages.channel_id) desc, m.id desc limit 1)`,
    })
    .where(inArray(inboundMessages.id, ids))
}
