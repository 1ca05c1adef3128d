import {
  and,
  eq,
  exists,
  gt,
  gte,
  ilike,
  inArray,
  isNotNull,
  lt,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { batchCounts, countDeltas } from '#db/schema/counts.ts'
import { messages } from '#db/schema/messages.ts'
import { containing } from '#lib/paging/containing.ts'
import { findEntry } from '#lib/providers/answers.ts'
import { type Carrier, carrierOf } from '#lib/providers/carriers.ts'
import { getProvider, vendors } from '#lib/providers/registry.ts'
import type { MessageStatus } from './status.ts'
import type { MessageFilter } from './types.ts'

/** What a batch must be for its messages to be listed: confirmed, and within the filter. */
export function batchConditions(db: Executor, filter: MessageFilter): SQL | undefined {
  return and(
    isNotNull(batches.confirmedAt),
    isNotNull(batches.lastId),
    filter.batchId ? eq(batches.id, filter.batchId) : undefined,
    filter.batchName ? ilike(batches.name, containing(filter.batchName)) : undefined,
    filter.channelId ? eq(batches.channelId, filter.channelId) : undefined,
    filter.templateId ? eq(batches.templateId, filter.templateId) : undefined,
    filter.from ? gte(batches.createdAt, filter.from) : undefined,
    filter.to ? lt(batches.createdAt, filter.to) : undefined,
    statusesOf(filter) ? mayHave(db, statusesOf(filter) ?? []) : undefined,
  )
}

/** What a message must be, beside its batch. */
export function messageConditions(filter: MessageFilter): SQL | undefined {
  const statuses = statusesOf(filter)
  return and(
    // One status as an equation: the partial index on trouble is in order of id within it.
    statuses?.length === 1 && statuses[0] ? eq(messages.status, statuses[0]) : undefined,
    statuses && statuses.length !== 1 ? inArray(messages.status, statuses) : undefined,
    filter.phone ? eq(messages.phone, filter.phone) : undefined,
    filter.code ? eq(messages.code, filter.code) : undefined,
    filter.carrier
      ? inArray(sql`left(${messages.phone}, 4)`, prefixesOf(filter.carrier))
      : undefined,
  )
}

/** The statuses asked for; a code that only failures carry asks for those. */
function statusesOf(filter: MessageFilter): MessageStatus[] | undefined {
  if (filter.statuses || !filter.code || meansDelivered(filter.code)) return filter.statuses
  return ['failed', 'rejected', 'unknown', 'unreported']
}

const meansDelivered = (code: string): boolean =>
  vendors.some((vendor) => findEntry(getProvider(vendor).reportCodes, code)?.group === 'delivered')

/** Batches that have, or at least had a moment ago, messages in one of these statuses. */
function mayHave(db: Executor, statuses: MessageStatus[]): SQL | undefined {
  return or(
    exists(
      db
        .select({ one: sql`1` })
        .from(batchCounts)
        .where(
          and(
            eq(batchCounts.batchId, batches.id),
            inArray(batchCounts.status, statuses),
            gt(batchCounts.messages, 0),
          ),
        ),
    ),
    exists(
      db
        .select({ one: sql`1` })
        .from(countDeltas)
        .where(
          and(
            eq(countDeltas.batchId, batches.id),
            inArray(countDeltas.status, statuses),
            gt(countDeltas.messages, 0),
          ),
        ),
    ),
  )
}

const fourDigits = Array.from({ length: 700 }, (_, n) => String(1300 + n))
const prefixesOf = (carrier: Carrier): string[] =>
  fourDigits.filter((prefix) => carrierOf(prefix) === carrier)
