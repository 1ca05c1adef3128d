import type { ValidRow } from '#lib/recipients/check-row.ts'
import { copyArray } from './copy-text.ts'

export const messageColumns =
  'messages (id, created_at, batch_id, channel_id, row, phone, values, segments, status)'

/** Writes rows as COPY text of new queued messages of one batch. */
export function createMessageWriter(batch: { id: string; channelId: string; createdAt: Date }) {
  const same = `\t${batch.createdAt.toISOString()}\t${batch.id}\t${batch.channelId}\t`
  return (rows: ValidRow[], ids: number[]): string => {
    let lines = ''
    for (let n = 0; n < rows.length; n++) {
      const row = rows[n] as ValidRow
      lines += `${ids[n]}${same}${row.row}\t${row.phone}\t${copyArray(row.values)}\t${row.segments}\tqueued\n`
    }
    return lines
  }
}
