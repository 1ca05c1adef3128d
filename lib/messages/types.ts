import type { InferSelectModel } from 'drizzle-orm'
import type { messages } from '#db/schema/messages.ts'
import type { Carrier } from '#lib/providers/carriers.ts'
import type { Cursor } from './cursor.ts'
import type { Period } from './period.ts'
import type { MessageStatus } from './status.ts'

export type Message = InferSelectModel<typeof messages>
/** A message and the last id of its batch, which its place in the list is made of. */
export type Found = { message: Message; lastId: number }
/** Behind `after`, or the last before `before`, or the first. */
export type Place = { after?: Cursor | undefined; before?: Cursor | undefined; size: number }

/** What a list, a search or an export of messages is narrowed to. */
export type MessageFilter = Period & {
  /** 11 digits. */
  phone?: string | undefined
  statuses?: MessageStatus[] | undefined
  channelId?: string | undefined
  batchId?: string | undefined
  /** Part of a batch's name, in either case. */
  batchName?: string | undefined
  templateId?: string | undefined
  /** The vendor's code, exactly. */
  code?: string | undefined
  carrier?: Carrier | undefined
  /** The vendor's id of a message or of a call, or our reference of a call. */
  vendorId?: string | undefined
}
