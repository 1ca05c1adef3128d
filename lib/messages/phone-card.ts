import { desc, eq } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { inboundMessages } from '#db/schema/reports.ts'
import type { Context } from '#lib/context.ts'
import { type PhoneStanding, readStanding } from '#lib/opt-outs/read-standing.ts'
import { maskPhone } from './mask-phone.ts'

export type PhoneReply = {
  id: number
  content: string
  at: Date
  channelName: string
  optOut: boolean
}
export type PhoneCard = {
  /** Masked. */
  phone: string
  standing: PhoneStanding
  /** The last 20, newest first. */
  replies: PhoneReply[]
}

/** What stands over the history of one phone (11 digits): whether we may write to it, what it said. */
export async function getPhoneCard({ db }: Pick<Context, 'db'>, phone: string): Promise<PhoneCard> {
  const [standing, replies] = await Promise.all([
    readStanding(db, phone),
    db
      .select({
        id: inboundMessages.id,
        content: inboundMessages.content,
        at: inboundMessages.at,
        optOut: inboundMessages.optOut,
        channelName: channels.name,
      })
      .from(inboundMessages)
      .innerJoin(channels, eq(channels.id, inboundMessages.channelId))
      .where(eq(inboundMessages.phone, phone))
      .orderBy(desc(inboundMessages.id))
      .limit(20),
  ])
  return { phone: maskPhone(phone), standing, replies }
}
