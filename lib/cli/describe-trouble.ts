import type { Trouble } from '#lib/channels/trouble.ts'
import { describeError } from '#lib/i18n/describe-error.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { ProviderError } from '#lib/providers/call.ts'
import type { Failure } from '#lib/providers/vocabulary.ts'

/** A stored trouble in the words of the error it was. */
export function describeTrouble(locale: Locale, vendor: string, trouble: Trouble): string {
  const { failure, ...more } = trouble
  const error = new ProviderError(vendor, failure as Failure, more)
  return describeError(locale, error)?.message ?? failure
}
