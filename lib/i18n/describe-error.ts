import { type ErrorParams, UserError } from '#lib/errors.ts'
import { type Localized, ProviderError } from '#lib/providers/contract.ts'
import { problemTexts } from '#lib/providers/problem-texts.ts'
import { getProvider, isVendor } from '#lib/providers/registry.ts'
import type { Locale } from './locales.ts'
import { messages } from './messages.ts'

export type ErrorText = { code: string; message: string; field?: string }

/** Puts `params` into `{name}` places; a place without a value stays as it is. */
export const fill = (text: string, params: ErrorParams): string =>
  text.replace(/\{(\w+)\}/g, (place, name) => String(params[name] ?? place))

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

/** The vendor's documented meaning of its code and what to do; without one the words it sent. */
function describeProviderError(locale: Locale, error: ProviderError): ErrorText {
  const { vendor, failure, code } = error
  const words = messages[locale].common.failure[failure]
  const known = isVendor(vendor) && code ? getProvider(vendor).codes[code] : undefined
  const said = known
    ? [known.text, known.advice].flatMap((text) => (text ? [text[locale]] : [])).join(' · ')
    : error.detail
  const more = [code, said].filter(Boolean).join(': ')
  return { code: failure, message: more ? `${words} (${more})` : words }
}
