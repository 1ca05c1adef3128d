import { saidOf } from '#lib/i18n/describe-error.ts'
import { messages } from '#lib/i18n/messages.ts'
import { findEntry } from '#lib/providers/answers.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Locale } from '#lib/providers/vocabulary.ts'
import type { Trouble } from './trouble.ts'

/** A trouble in the reader's words. */
export type Explanation = {
  /** What kind of trouble. */
  title: string
  /** What the vendor's document or the network says of the code. */
  text?: string
  /** What to do. */
  advice?: string
  /** Code and words as they came, for the vendor's support. */
  raw?: string
}

/** Plain words and advice for what a call to a vendor ended with. */
export function explainTrouble(vendor: string, trouble: Trouble, locale: Locale): Explanation {
  const { common, channels } = messages[locale]
  const failures: Record<string, string> = common.failure
  const network: Record<string, string> = channels.network
  const advices: Record<string, string> = channels.advice
  const code = trouble.code ?? ''
  const entry = findEntry(getProvider(vendor).codes, code)
  const ofNetwork = findEntry(network, code)
  const text = entry?.text[locale] ?? ofNetwork
  const advice = entry?.advice?.[locale] ?? findEntry(advices, code) ?? advices[trouble.failure]
  const { detail, ...coded } = trouble
  // What the network says is in our words already, and nothing for the vendor's support.
  const raw = ofNetwork ? '' : saidOf(detail === undefined || detail === text ? coded : trouble)
  // It did answer, whatever may be tried again as if it had not.
  const answered = trouble.failure === 'unavailable' && (entry || /^http_\d+$/.test(code))
  const said = answered ? channels.notTaken : (failures[trouble.failure] ?? trouble.failure)
  return {
    title: code === 'address_not_allowed' ? channels.refusedByUs : said,
    ...(text ? { text } : {}),
    ...(advice ? { advice } : {}),
    ...(raw ? { raw } : {}),
  }
}
