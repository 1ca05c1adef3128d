'use server'
import { ReadAgainInput, readAgain as readPushesAgain } from '#lib/reports/read-again.ts'
import { RevealRawInput, revealRaw } from '#lib/reports/reveal-raw.ts'
import { action } from '#lib/web/action.ts'

export const readAgain = action('operator', ReadAgainInput, readPushesAgain)
export const reveal = action('administrator', RevealRawInput, revealRaw)
