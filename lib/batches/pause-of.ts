import type { UserError } from '#lib/errors.ts'
import type { PauseReason } from './types.ts'

/** Why a batch waits for a person when a check before its sending says no. */
export const pauseOf = ({ code, params: { count } }: UserError): PauseReason => ({
  reason: 'template_unavailable',
  code,
  ...(count === undefined ? {} : { detail: String(count) }),
})

const ownCodes = ['content_changed', 'again_changed'] as const

/** A pause that is no vendor's doing, and that no template explains: `batches.pause` has its words. */
export const findOwnPause = ({ code }: PauseReason): (typeof ownCodes)[number] | undefined =>
  ownCodes.find((one) => one === code)
