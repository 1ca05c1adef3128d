import { desc, eq, type SQL } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { isErasedPhone } from '#lib/messages/erased-phone.ts'
import { findMessages } from '#lib/messages/find-messages.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { type MessageRow, toMessageRows } from '#lib/messages/message-rows.ts'
import { writePhoneToken } from '#lib/messages/phone-token.ts'
import { type PhoneStanding, readStanding } from '#lib/opt-outs/read-standing.ts'
import type { Locale } from '#lib/providers/vocabulary.ts'

export type ThreadEntry = { at: Date; channelName: string } & (
  | { from: 'us'; message: MessageRow; answered: boolean }
  | {
      from: 'them'
      inboundId: number
      content: string
      optOut: boolean
      asked: boolean
      /** The message it answers, as far as one can tell. */
      answersId: number | null
    }
)
type Ours = Extract<ThreadEntry, { from: 'us' }>
type Theirs = Extract<ThreadEntry, { from: 'them' }>
const minuteMs = 60_000

export type Thread = {
  phone: string
  phoneToken: string
  standing: PhoneStanding
  /** Oldest first: our last 30 messages to the phone and its last 30 replies. */
  entries: ThreadEntry[]
}

/** The talk that a reply belongs to, over all channels. Throws UserError `not_found`. */
export async function getThread(
  ctx: Context,
  inboundId: number,
  { locale }: { locale: Locale },
): Promise<Thread> {
  const [asked] = await ctx.db
    .select()
    .from(inboundMessages)
    .where(eq(inboundMessages.id, inboundId))
  if (!asked) throw new UserError('not_found')
  const { phone } = asked
  // Many people's erased numbers look alike: then only the reply itself is shown.
  const alone = isErasedPhone(phone)
  const [ours, theirs, standing] = await Promise.all([
    alone ? [] : listOurs(ctx, phone, asked.messageId, locale),
    listTheirs(
      ctx,
      alone ? eq(inboundMessages.id, inboundId) : eq(inboundMessages.phone, phone),
      inboundId,
    ),
    readStanding(ctx.db, phone),
  ])
  return {
    phone: maskPhone(phone),
    phoneToken: writePhoneToken(ctx.keys, phone),
    standing,
    entries: inOrder(ours, theirs),
  }
}

/**
 * Oldest first. Some vendors tell the time of a reply to the minute, so that it seems older than the
 * message it answers: then it stands behind that. Times stay as they are.
 */
function inOrder(ours: Ours[], theirs: Theirs[]): ThreadEntry[] {
  const sentAt = new Map(ours.map(({ message, at }) => [message.id, at.getTime()]))
  const placed = theirs.map((entry) => {
    const at = entry.at.getTime()
    const asked = sentAt.get(entry.answersId ?? -1) ?? at
    const isOfThatMinute = at % minuteMs === 0 && asked - at < minuteMs
    return { entry, place: isOfThatMinute ? Math.max(at, asked) : at }
  })
  return [...ours.map((entry) => ({ entry, place: entry.at.getTime() })), ...placed]
    .sort((one, other) => one.place - other.place)
    .map(({ entry }) => entry)
}

async function listOurs(
  ctx: Context,
  phone: string,
  answeredId: number | null,
  locale: Locale,
): Promise<Ours[]> {
  const found = await findMessages(ctx.db, { phone }, { size: 30 })
  const rows = await toMessageRows(
    ctx.db,
    found.map((one) => one.message),
    { locale },
  )
  return rows.map((message) => ({
    from: 'us',
    at: message.submittedAt ?? message.createdAt,
    channelName: message.channel.name,
    message,
    answered: message.id === answeredId,
  }))
}

async function listTheirs(
  ctx: Pick<Context, 'db'>,
  which: SQL,
  askedId: number,
): Promise<Theirs[]> {
  const rows = await ctx.db
    .select({ inbound: inboundMessages, channelName: channels.name })
    .from(inboundMessages)
    .innerJoin(channels, eq(channels.id, inboundMessages.channelId))
    .where(which)
    .orderBy(desc(inboundMessages.id))
    .limit(30)
  return rows.map(({ inbound, channelName }) => ({
    from: 'them',
    at: inbound.at,
    channelName,
    inboundId: inbound.id,
    content: inbound.content,
    optOut: inbound.optOut,
    asked: inbound.id === askedId,
    answersId: inbound.messageId,
  }))
}

/** The talk that an address names; null when there is no such reply. */
export async function findThread(
  ctx: Context,
  id: string,
  view: { locale: Locale },
): Promise<Thread | null> {
  if (!/^\d{1,15}$/.test(id)) return null
  try {
    return await getThread(ctx, Number(id), view)
  } catch (error) {
    if (error instanceof UserError && error.code === 'not_found') return null
    throw error
  }
}
