import type { BatchView } from '#lib/batches/batch-view.ts'
import type { CheckView } from '#lib/batches/check-view.ts'
import type { ChannelView } from '#lib/channels/queries.ts'

export type DraftProps = {
  batch: BatchView
  check: CheckView
  quotas: ChannelView['quotas']
  mayWrite: boolean
  /** Absent: the vendor holds nothing until a time. */
  schedule: { minimumMinutes: number } | undefined
  /** The vendor can be asked for sensitive words. */
  looksForWords: boolean
}

export type Summary = NonNullable<CheckView['summary']>
export type SummaryProps = DraftProps & { summary: Summary }
