'use server'
import { RevealRawInput, revealRaw } from '#lib/reports/reveal-raw.ts'
import { action } from '#lib/web/action.ts'

export const reveal = action('administrator', RevealRawInput, revealRaw)
