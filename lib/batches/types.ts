import type { Category, Failure } from '#lib/providers/vocabulary.ts'

export const batchStates = [
  'draft',
  'awaiting_approval',
  'scheduled',
  'sending',
  'paused',
  'finished',
  'aborted',
  'canceled',
] as const
export type BatchState = (typeof batchStates)[number]
/** Confirmed, and not at its end: such a batch still needs its channel and its template. */
export const unfinishedStates: BatchState[] = [
  'awaiting_approval',
  'scheduled',
  'sending',
  'paused',
]
/** Confirmed, and nothing more of it leaves by itself. */
export const endedStates: readonly BatchState[] = ['finished', 'aborted', 'canceled']
export type ApprovalState = 'none' | 'waiting' | 'approved' | 'refused'
export type ImportState = 'none' | 'running' | 'done' | 'failed'

/** What a batch takes of another one: `rest`, whom that did not reach; `retry`, whom it failed to reach for now. */
export type AgainKind = 'rest' | 'retry'

export type FrozenTemplate = {
  title: string
  signature: string
  signaturePosition: 'top' | 'bottom'
  text: string
  variables: string[]
  /** Most characters of a value, by the variable's name; absent when none has any. */
  variableLengths?: Record<string, number>
  category: Category
  vendorId: string | null
}

/** `person`: somebody pressed pause. Otherwise what the vendor said. */
export type PauseReason = {
  reason: 'person' | 'retries' | Failure
  code?: string
  detail?: string
}

/** What the reader may say of a file instead of letting it be guessed. */
export type ImportOptions = {
  encoding?: string
  hasHeader?: boolean
  mapping?: { phone: number; variables: Record<string, number> }
}
export type ImportProgress = { rows: number; bytes: number; totalBytes: number }

/** Messages that will be blocked: by an opt-out, by the blocklist, by the console's cap a day. */
export type Stopped = {
  optedOut: number
  blocklisted: number
  capped: number
  stoppedSegments: number
}

export const heldCodes = [
  'held_interval',
  'held_daily',
  'held_account',
  'held_template_daily',
  'held_calls',
  'quiet_hours',
  'template_hours',
] as const
export const isHeldCode = (code: string): code is (typeof heldCodes)[number] =>
  (heldCodes as readonly string[]).includes(code)

/** A limit by which messages of a file have to wait; `params.count` of them where one can tell. */
export type Held = { code: (typeof heldCodes)[number]; params: Record<string, string | number> }

/** An earlier batch; `share` of the draft's people were in it, 0–1. */
export type Repeat = { id: string; name: string; at: string; share: number }

export type SampleText = { row: number; phone: string; text: string; segments: number }

/** What the check of a file found; `problem` is set when there is no table in it at all. */
export type CheckSummary = {
  problem?: { code: string; params?: Record<string, string | number> }
  /** Kept here because the upload itself is removed some time after. */
  file?: { name: string; size: number; sha256: string }
  /** The first rows as they stand in the file, the header included, for mapping by hand. */
  sample?: string[][]
  format?: 'csv' | 'xlsx'
  encoding?: string
  delimiter?: string
  header?: string[]
  mapping?: { phone: number; variables: Record<string, number> }
  rows: number
  valid: number
  refused: number
  duplicates: number
  segments: number
  /** How many refused, by reason. */
  reasons: Record<string, number>
  warnings: { code: string; params?: Record<string, string | number> }[]
  /** Messages that would be one segment if the text were so many characters shorter. */
  shorten?: { characters: number; messages: number }
  /** Messages by their number of segments. */
  histogram: Record<string, number>
  texts: SampleText[]
  shortest?: SampleText
  longest?: SampleText
  oddest?: SampleText[]
  /** Valid rows that will be blocked when their turn comes. */
  optedOut?: number
  blocklisted?: number
  capped?: number
  /** Segments of these. */
  stoppedSegments?: number
  /** Batches of this template that went to mostly the same people lately. */
  repeats?: Repeat[]
}
