import { and, asc, eq, inArray } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Executor } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { deliveryReports, inboundMessages } from '#db/schema/reports.ts'
import { submissions } from '#db/schema/submissions.ts'
import { users } from '#db/schema/users.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { TimelineEntry } from './timeline-entry.ts'
import type { Message } from './types.ts'

const dayMs = 86_400_000

/** What people did to its batch, and the vendor it goes to. */
export async function loadBatchSteps(
  db: Executor,
  message: Message,
): Promise<{ vendor: string; entries: TimelineEntry[] }> {
  const [maker, confirmer, approver] = ['maker', 'confirmer', 'approver'].map((name) =>
    alias(users, name),
  ) as [typeof users, typeof users, typeof users]
  const [row] = await db
    .select({
      vendor: channels.vendor,
      madeAt: batches.createdAt,
      madeBy: maker.name,
      confirmedAt: batches.confirmedAt,
      confirmedBy: confirmer.name,
      approvedAt: batches.approvedAt,
      approvedBy: approver.name,
    })
    .from(batches)
    .innerJoin(channels, eq(channels.id, batches.channelId))
    .leftJoin(maker, eq(maker.id, batches.createdBy))
    .leftJoin(confirmer, eq(confirmer.id, batches.confirmedBy))
    .leftJoin(approver, eq(approver.id, batches.approvedBy))
    .where(eq(batches.id, message.batchId))
  if (!row) throw new Error(`message ${message.id} has no batch ${message.batchId}`)
  const step = (kind: 'made' | 'confirmed' | 'approved', at: Date | null, by: string | null) =>
    at ? [{ kind, at, by }] : []
  return {
    vendor: row.vendor,
    entries: [
      ...step('made', row.madeAt, row.madeBy),
      ...step('confirmed', row.confirmedAt, row.confirmedBy),
      ...step('approved', row.approvedAt, row.approvedBy),
    ],
  }
}

/** The call that carried it and what the vendor answered. */
export async function loadCall(db: Executor, message: Message): Promise<TimelineEntry[]> {
  if (message.submissionId === null) return []
  const [row] = await db
    .select({ call: submissions, vendor: channels.vendor })
    .from(submissions)
    .innerJoin(channels, eq(channels.id, submissions.channelId))
    .where(eq(submissions.id, message.submissionId))
  if (!row) return []
  const { call, vendor } = row
  const { createdAt, requestId, reference, finishedAt, state } = call
  const days = getProvider(vendor).supportLookupDays
  const submitted: TimelineEntry = {
    kind: 'submitted',
    at: createdAt,
    reference,
    requestId,
    lookupUntil: requestId && days ? new Date(createdAt.getTime() + days * dayMs) : null,
  }
  if (!finishedAt || state === 'submitting') return [submitted]
  const outcome = outcomeFor(message, { state, createdAt })
  // What went wrong with the call is no part of its yes to this message.
  const isYes = outcome === 'accepted'
  const answered: TimelineEntry = {
    kind: 'answered',
    at: finishedAt,
    state: outcome,
    vendorId: message.vendorMessageId ?? call.vendorSubmissionId,
    code: message.status === 'rejected' ? message.code : isYes ? null : call.code,
    detail: isYes ? null : call.detail,
  }
  return [submitted, answered]
}

type Answered = { state: Extract<TimelineEntry, { kind: 'answered' }>['state']; createdAt: Date }

/**
 * A call's state is that of its worst message; a refused one knows its own. Of an unclear call, a
 * message that only a report or a late word vouches for bears the time of the call; that the vendor
 * took it shows in its status or in the id the vendor gave it.
 */
function outcomeFor(message: Message, { state, createdAt }: Answered) {
  const { status, submittedAt, vendorMessageId } = message
  if (status === 'rejected' || status === 'unknown') return status
  if (!submittedAt || state !== 'unknown') return submittedAt ? 'accepted' : state
  const isTaken = status === 'submitted' || vendorMessageId !== null || submittedAt > createdAt
  return isTaken ? 'accepted' : 'unknown'
}

/** Reports that came beside the one that counts. */
export async function loadReports(db: Executor, message: Message) {
  return db
    .select({
      at: deliveryReports.at,
      delivered: deliveryReports.delivered,
      code: deliveryReports.code,
    })
    .from(deliveryReports)
    .where(eq(deliveryReports.messageId, message.id))
    .orderBy(asc(deliveryReports.id))
    .limit(50)
}

export async function loadReplies(db: Executor, message: Message): Promise<TimelineEntry[]> {
  const rows = await db
    .select({
      at: inboundMessages.at,
      content: inboundMessages.content,
      optOut: inboundMessages.optOut,
    })
    .from(inboundMessages)
    // By phone, which is indexed; the message alone is not.
    .where(and(eq(inboundMessages.phone, message.phone), eq(inboundMessages.messageId, message.id)))
    .orderBy(asc(inboundMessages.id))
    .limit(50)
  return rows.map((row) => ({ kind: 'reply' as const, ...row }))
}

/** What people decided about it, or looked at. */
export async function loadDecisions(db: Executor, message: Message): Promise<TimelineEntry[]> {
  const rows = await db
    .select()
    .from(auditEntries)
    .where(
      and(
        eq(auditEntries.targetId, String(message.id)),
        inArray(auditEntries.action, ['message.settle', 'message.reveal']),
      ),
    )
    .orderBy(asc(auditEntries.id))
    .limit(50)
  return rows.map((row) =>
    row.action === 'message.reveal'
      ? { kind: 'revealed' as const, at: row.at, by: row.actorName }
      : {
          kind: 'settled' as const,
          at: row.at,
          by: row.actorName,
          as: String(row.details.after),
          reason: String(row.details.reason),
        },
  )
}
