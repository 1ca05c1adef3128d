import { type SQL, sql } from 'drizzle-orm'
import type { Channel } from '#lib/channels/open-channel.ts'
import type { Settings } from '#lib/providers/vocabulary.ts'
import type { FrozenTemplate } from './types.ts'

/** The valid rows of a file, wherever they lie, and what they are to be sent with. */
export type CheckedRows = {
  /** A query that gives the `id`, `phone` and `segments` of each; `id` in the order of the file. */
  rows: SQL
  firstId: number
  lastId: number
  channel: Channel
  templateId: string
  template: FrozenTemplate
  templateSettings: Settings
  /** Absent: they are of no batch. */
  batchId?: string
}

/** Rows that are a draft's messages. */
export const rowsOfBatch = (batch: {
  id: string
  createdAt: Date
  firstId: number
  lastId: number
}): SQL => sql`(select id, phone, segments from messages
  where created_at = ${batch.createdAt} and batch_id = ${batch.id}
    and id between ${batch.firstId} and ${batch.lastId})`

/** Why a row of `rows` would be blocked by a list, if it is on one; a phone on both is blocklisted. */
export const listedRows = (rows: SQL, optOuts: boolean): SQL => sql`(
  select r.id, r.phone, r.segments,
    case when b.phone is not null then 'blocklist' when o.phone is not null then 'opt_out' end as stop
  from ${rows} r
  left join blocklist b on b.phone = r.phone and b.undone_at is null
  left join opt_outs o on ${optOuts} and o.phone = r.phone and o.undone_at is null)`
