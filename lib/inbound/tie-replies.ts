import { inArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import { isSentMessage } from '#lib/dispatch/counts-as-sent.ts'
import type { MatchKeys } from '#lib/providers/events.ts'
import { getProvider } from '#lib/providers/registry.ts'

/** A channel of the account and the number behind the access number that its replies come to. */
type Extension = { channelId: string; extension: string }

/** The account's channels with their extension numbers, empty where there is none; `first` leads. */
export async function listExtensions(
  tx: Tx,
  first: string,
  account: string[],
): Promise<Extension[]> {
  const rows = await tx
    .select({ id: channels.id, vendor: channels.vendor, settings: channels.settings })
    .from(channels)
    .where(inArray(channels.id, account))
  return rows
    .map(({ id, vendor, settings }) => ({
      channelId: id,
      extension: getProvider(vendor).extensionOf?.(settings) ?? '',
    }))
    .sort((one, other) => Number(other.channelId === first) - Number(one.channelId === first))
}

/** The channel whose extension a reply came to, the longest that fits; undefined where none does. */
export function channelOf(
  { senderNumber = '' }: { senderNumber?: string },
  extensions: Extension[],
): string | undefined {
  const fit = extensions.filter((one) => one.extension && senderNumber.endsWith(one.extension))
  return fit.sort((one, other) => other.extension.length - one.extension.length)[0]?.channelId
}

/**
 * Ties stored replies to the messages of the last 30 days that they answer: the one that the
 * vendor names, else one of the channel whose extension they came to, else the account's, else
 * any; of those the latest that may have gone out by then. Some vendors tell minutes only.
 */
export async function tieReplies(
  tx: Tx,
  extensions: Extension[],
  replies: { id: number; keys?: MatchKeys | undefined }[],
): Promise<void> {
  if (replies.length === 0) return
  const column = (pick: (keys: MatchKeys) => string | undefined) =>
    sql.param(replies.map(({ keys = {} }) => pick(keys) ?? null))
  await tx.execute(sql`
    with c as (
      select * from unnest(${sql.param(extensions.map((one) => one.channelId))}::uuid[],
        ${sql.param(extensions.map((one) => one.extension))}::text[]) c(channel_id, extension)
    ), r as (
      select i.id, i.phone, i.sender_number, i.at, v.reference, v.call_id, v.message_id
      from unnest(${sql.param(replies.map(({ id }) => id))}::bigint[],
        ${column((keys) => keys.reference)}::text[], ${column((keys) => keys.submissionId)}::text[],
        ${column((keys) => keys.vendorMessageId)}::text[]) v(id, reference, call_id, message_id)
      join inbound_messages i using (id)
    )
    update inbound_messages i set message_id = f.message_id, channel_id = coalesce(f.ours, i.channel_id)
    -- One phone at a time: joined, many replies may read all messages.
    from r cross join lateral (
      select m.id as message_id, c.channel_id as ours
      from messages m
      join submissions s on s.id = m.submission_id and s.created_at > r.at - interval '30 days'
      join batches b on b.id = m.batch_id
      left join c on c.channel_id = m.channel_id
      cross join lateral (select
        (c.channel_id is not null and (s.reference = r.reference or s.vendor_submission_id = r.call_id
          or m.vendor_message_id = r.message_id)) is true as named,
        greatest(s.created_at, case when b.held_by_vendor then b.scheduled_at end) as went_at) x
      where m.phone = r.phone and m.created_at > r.at - interval '90 days' and ${isSentMessage}
        and (x.named or x.went_at <= r.at + interval '1 minute')
      order by x.named desc, c.channel_id is null,
        case when right(r.sender_number, length(c.extension)) = c.extension
          then length(c.extension) else -1 end desc,
        x.went_at desc, m.id desc
      limit 1
    ) f where r.id = i.id`)
}
