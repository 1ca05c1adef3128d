import { eq, inArray } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { submissions } from '#db/schema/submissions.ts'
import { renderText } from '#lib/providers/texts.ts'
import type { Category, Locale } from '#lib/providers/vocabulary.ts'
import { type Explained, explain } from './explain.ts'
import { maskPhone } from './mask-phone.ts'
import type { MessageStatus } from './status.ts'
import type { Message } from './types.ts'

export type MessageRow = {
  id: number
  batchId: string
  batchName: string
  channel: { id: string; name: string; vendor: string }
  category: Category
  templateTitle: string
  /** Row of the file, as a spreadsheet counts. */
  row: number
  /** `138****8000` unless revealed. */
  phone: string
  /** As it arrives, signature included. */
  text: string
  segments: number
  status: MessageStatus
  /** Ours, of the call that carried it. */
  reference: string | null
  /** The vendor's id of the message, else of its call. */
  vendorMessageId: string | null
  /** The vendor's code: of the report, else of the refusal. */
  reportCode: string | null
  explained: Explained
  failure: Message['failure']
  submittedAt: Date | null
  reportedAt: Date | null
  createdAt: Date
}
export type View = { locale: Locale; reveal?: boolean }

/** Messages as people see them: texts rendered from their batch's frozen template, phones masked. */
export async function toMessageRows(
  db: Executor,
  found: Message[],
  view: View,
): Promise<MessageRow[]> {
  const [batchOf, callOf] = await Promise.all([loadBatches(db, found), loadCalls(db, found)])
  return found.map((message) => {
    const batch = batchOf.get(message.batchId)
    if (!batch) throw new Error(`message ${message.id} has no batch ${message.batchId}`)
    const call = callOf.get(message.submissionId ?? -1)
    return {
      id: message.id,
      batchId: message.batchId,
      batchName: batch.name,
      channel: batch.channel,
      category: batch.template.category,
      templateTitle: batch.template.title,
      row: message.row,
      phone: view.reveal ? message.phone : maskPhone(message.phone),
      text: renderText(batch.template, message.values),
      segments: message.segments,
      status: message.status,
      reference: call?.reference ?? null,
      vendorMessageId: message.vendorMessageId ?? call?.vendorSubmissionId ?? null,
      reportCode: message.code,
      explained: explain(batch.channel.vendor, message, view.locale),
      failure: message.failure,
      submittedAt: message.submittedAt,
      reportedAt: message.reportedAt,
      createdAt: message.createdAt,
    }
  })
}

async function loadBatches(db: Executor, found: Message[]) {
  const ids = [...new Set(found.map((message) => message.batchId))]
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      id: batches.id,
      name: batches.name,
      template: batches.template,
      channel: { id: channels.id, name: channels.name, vendor: channels.vendor },
    })
    .from(batches)
    .innerJoin(channels, eq(channels.id, batches.channelId))
    .where(inArray(batches.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
}

async function loadCalls(db: Executor, found: Message[]) {
  const ids = [...new Set(found.flatMap((message) => message.submissionId ?? []))]
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      id: submissions.id,
      reference: submissions.reference,
      vendorSubmissionId: submissions.vendorSubmissionId,
    })
    .from(submissions)
    .where(inArray(submissions.id, ids))
  return new Map(rows.map((row) => [row.id, row]))
}
