import type { Finding } from '#lib/providers/queries.ts'
import type { Trouble } from '../trouble.ts'

export const stepNames = [
  'lookup',
  'connect',
  'secure',
  'loss',
  'answer',
  'outgoing',
  'clock',
  'credentials',
  'callback',
  'vendor',
] as const
export type StepName = (typeof stepNames)[number]

/** `info`: nothing is wrong, or nothing can be said. `warn`: it works, and something should be done. */
export type StepState = 'ok' | 'info' | 'warn' | 'bad'

/** One step of a diagnosis, in no language yet: `says` is a key of the catalogue `diagnosis.says`. */
export type Step = {
  name: StepName
  state: StepState
  says?: string
  params?: Record<string, string | number>
  /** A time in `params`, which each reader's language writes its own way. */
  time?: Date | null
  trouble?: Trouble
  finding?: Finding
}
