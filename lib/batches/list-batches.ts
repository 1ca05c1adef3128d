import { and, eq, ilike, inArray, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { users } from '#db/schema/users.ts'
import type { Context } from '#lib/context.ts'
import { type Counts, countBatches, countCharged, emptyCounts } from '#lib/counts/batch-counts.ts'
import { containing } from '#lib/paging/containing.ts'
import { keyset, type Page } from '#lib/paging/keyset.ts'
import { discardTime } from './draft-age.ts'
import { type BatchState, batchStates } from './types.ts'

const isState = (text: string): text is BatchState =>
  (batchStates as readonly string[]).includes(text)

/** What the address of the list may ask for; anything that is not right counts as not asked. */
export const ListBatchesInput = z.object({
  /** Part of the name. */
  q: z.string().trim().max(100).optional().catch(undefined),
  /** Joined with commas. */
  state: z
    .string()
    .optional()
    .transform((text) => text?.split(',').filter(isState)),
  channel: z.uuid().optional().catch(undefined),
  cursor: z.string().max(400).optional().catch(undefined),
  before: z.string().max(400).optional().catch(undefined),
})
/** `state` holds states, not text; `limit` is 20 unless said. */
export type ListBatches = z.output<typeof ListBatchesInput> & { limit?: number }

/** A batch as the list shows it. */
export type BatchListRow = {
  id: string
  name: string
  state: BatchState
  importState: typeof batches.$inferSelect.importState
  channelName: string
  templateTitle: string
  recipientCount: number
  segmentCount: number
  /** Segments that went out or still may; of a draft all of them. */
  chargedSegments: number
  /** CNY a segment, four decimals. */
  price: string
  counts: Counts
  createdByName: string | null
  createdAt: Date
  scheduledAt: Date | null
  /** When a draft goes, if nobody confirms it before. */
  discardAt: Date | null
}

/** A page of batches, newest first, with counts exact to the last committed move. */
export async function listBatches(
  ctx: Pick<Context, 'db'>,
  ask: ListBatches,
): Promise<Page<BatchListRow>> {
  const page = keyset({ limit: 20, ...ask }, [batches.createdAt, batches.id])
  const rows = await ctx.db
    .select({ ...columns, key: page.key })
    .from(batches)
    .innerJoin(channels, eq(channels.id, batches.channelId))
    .leftJoin(users, eq(users.id, batches.createdBy))
    .where(and(page.where, ...conditions(ask)))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const found = page.toPage(rows)
  const ids = found.rows.map((row) => row.id)
  const [counts, charged] = await Promise.all([
    countBatches(ctx.db, ids),
    countCharged(ctx.db, ids),
  ])
  return {
    ...found,
    rows: found.rows.map(({ template, ...row }) => ({
      ...row,
      templateTitle: template.title,
      counts: counts.get(row.id) ?? emptyCounts(),
      chargedSegments: charged.get(row.id) ?? row.segmentCount,
      discardAt: row.state === 'draft' ? discardTime(row.createdAt) : null,
    })),
  }
}

const columns = {
  id: batches.id,
  name: batches.name,
  state: batches.state,
  importState: batches.importState,
  channelName: channels.name,
  template: batches.template,
  recipientCount: batches.recipientCount,
  segmentCount: batches.segmentCount,
  price: batches.price,
  createdByName: users.name,
  createdAt: batches.createdAt,
  scheduledAt: batches.scheduledAt,
}

const conditions = ({ q, state, channel }: ListBatches): (SQL | undefined)[] => [
  q ? ilike(batches.name, containing(q)) : undefined,
  state?.length ? inArray(batches.state, state) : undefined,
  channel ? eq(batches.channelId, channel) : undefined,
]
