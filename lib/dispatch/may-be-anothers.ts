import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { loadAccount } from '#lib/channels/account-channels.ts'
import type { Context } from '#lib/context.ts'

/** Minutes between two calls within which one row could be either's: wider than any findOutcome looks. */
const nearMinutes = 15

/** A message that a vendor's row would settle, and that row. */
type Found = {
  channelId: string
  messageId: number
  phone: string
  calledAt: Date
  vendorMessageId: string | undefined
}

/**
 * True when a vendor's row may be about another message than the one it would settle: it is already
 * one's of the account or to that phone (one account may be reached by two base URLs), or another
 * message of the account to the phone was called about then and has no row yet. What a person
 * decided has none either; what was refused, or went back, can have none.
 */
export async function mayBeAnothers(
  ctx: Pick<Context, 'keys'>,
  tx: Tx,
  { channelId, messageId, phone, calledAt, vendorMessageId }: Found,
): Promise<boolean> {
  const account = (await loadAccount(ctx, tx, channelId))?.ids ?? [channelId]
  // Two workers that ask about two such messages must not both take the one row.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`settle:${account[0]}`}))`)
  const ours = sql`any(${sql.param(account)}::uuid[])`
  // One statement: between two, another's answer could be recorded and be seen by neither.
  const { rows } = await tx.execute<{ is: boolean }>(sql`
    select exists (
      select 1 from messages other
      where other.vendor_message_id = ${vendorMessageId ?? null}
        and (other.channel_id = ${ours} or other.phone = ${phone})
    ) or exists (
      select 1 from messages other join submissions its on its.id = other.submission_id
      where other.phone = ${phone} and other.channel_id = ${ours} and other.id <> ${messageId}
        and other.vendor_message_id is null and other.status <> 'rejected'
        and its.created_at between ${calledAt.toISOString()}::timestamptz - make_interval(mins => ${nearMinutes})
          and ${calledAt.toISOString()}::timestamptz + make_interval(mins => ${nearMinutes})
    ) as is`)
  return rows[0]?.is !== false
}
