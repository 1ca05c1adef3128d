import { UserError } from '#lib/errors.ts'
import { findEntry } from '#lib/providers/answers.ts'
import { ProviderError } from '#lib/providers/call.ts'
import { problemTexts } from '#lib/providers/problem-texts.ts'
import { findProvider } from '#lib/providers/registry.ts'
import type { Localized } from '#lib/providers/vocabulary.ts'
import { fill } from './fill.ts'
import type { Locale } from './locales.ts'
import { messages } from './messages.ts'

export type ErrorText = { code: string; message: string; field?: string }

/** A known error in the reader's language; undefined for any other. */
export function describeError(locale: Locale, error: unknown): ErrorText | undefined {
  if (error instanceof UserError) return describeUserError(locale, error)
  if (error instanceof ProviderError) return describeProviderError(locale, error)
  return undefined
}

/** A UserError in the reader's language. */
export function describeUserError(locale: Locale, { code, params, field }: UserError): ErrorText {
  const { errors, common } = messages[locale]
  const states: Record<string, string> = common.batchState
  const state = states[String(params.state)]
  const rule = (problemTexts as Record<string, Localized>)[code]?.[locale]
  const text = (errors as Record<string, string>)[code] ?? rule ?? errors.unexpected
  const message = fill(text, state ? { ...params, state } : params)
  return field ? { code, message, field } : { code, message }
}

/** Code and words as they came; words that hold the code already are enough. */
export const saidOf = ({ code, detail }: { code?: string; detail?: string }): string =>
  (code && !detail?.includes(code) ? [code, detail] : [detail]).filter(Boolean).join(' · ')

/** The vendor's documented meaning of its code and what to do; without one the words it sent. */
function describeProviderError(locale: Locale, error: ProviderError): ErrorText {
  const provider = findProvider(error.vendor)
  const entry = findEntry(provider?.codes ?? {}, error.code)
  const { common, channels } = messages[locale]
  const words =
    entry?.text[locale] ?? findEntry(channels.network, error.code) ?? common.failure[error.failure]
  const said = saidOf(error)
  // Refused by ourselves: the vendor has no part in it.
  const who = error.code === 'address_not_allowed' ? '' : (provider?.name[locale] ?? error.vendor)
  const source = [who, said].filter(Boolean).join(': ')
  const advices: Record<string, string> = channels.advice
  const advice = entry?.advice?.[locale] ?? findEntry(advices, error.code) ?? ''
  return { code: error.failure, message: `${words} (${source}) ${advice}`.trim() }
}
