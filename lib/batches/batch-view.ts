import type { Counts } from '#lib/counts/batch-counts.ts'
import type { BatchRow } from './queries.ts'
import type { ApprovalState, BatchState, FrozenTemplate, PauseReason } from './types.ts'

/** A batch as its own page shows it: no recipient is in it. */
export type BatchView = {
  id: string
  name: string
  state: BatchState
  approval: ApprovalState
  pauseReason: PauseReason | null
  channelId: string
  channelName: string
  templateId: string
  template: FrozenTemplate
  recipientCount: number
  segmentCount: number
  /** CNY a segment, four decimals. */
  price: string
  fileName: string | null
  fileSize: number | null
  refused: number
  counts: Counts
  createdByName: string | null
  createdAt: Date
  confirmedByName: string | null
  confirmedAt: Date | null
  scheduledAt: Date | null
  /** The vendor has the messages, or gets them at once, and holds them until scheduledAt. */
  heldByVendor: boolean
  startedAt: Date | null
  finishedAt: Date | null
  /** The first text of the file, as it arrives. */
  exampleText: string | null
}

/** Leaves out what the browser need not know. */
export function toBatchView(row: BatchRow): BatchView {
  const { summary, id, name, state, approval, pauseReason, channelId, channelName } = row
  const { templateId, template, recipientCount, segmentCount, price, counts } = row
  const { createdByName, createdAt, confirmedByName, confirmedAt } = row
  const { scheduledAt, heldByVendor, startedAt, finishedAt } = row
  return {
    ...{ id, name, state, approval, pauseReason, channelId, channelName },
    ...{ templateId, template, recipientCount, segmentCount, price, counts },
    ...{ createdByName, createdAt, confirmedByName, confirmedAt },
    ...{ scheduledAt, heldByVendor, startedAt, finishedAt },
    fileName: summary?.file?.name ?? row.fileName,
    fileSize: summary?.file?.size ?? null,
    refused: summary?.refused ?? 0,
    exampleText: summary?.texts[0]?.text ?? null,
  }
}
