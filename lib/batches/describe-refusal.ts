import { fill } from '#lib/i18n/fill.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { messages } from '#lib/i18n/messages.ts'
import { problemTexts } from '#lib/providers/problem-texts.ts'
import type { Localized } from '#lib/providers/vocabulary.ts'

type Found = { code: string; params?: Record<string, string | number> | null | undefined }

const pick = (texts: Record<string, string>, { code, params }: Found): string | undefined => {
  const text = texts[code]
  return text && fill(text, params ?? {})
}

/** Why a row was refused, in plain words: our reasons, or those of a vendor's format. */
export function describeRefusal(locale: Locale, found: Found): string {
  const rule = (problemTexts as Record<string, Localized>)[found.code]?.[locale]
  return (
    pick(messages[locale].recipients.reasons, found) ??
    (rule && fill(rule, found.params ?? {})) ??
    found.code
  )
}

/** Why a whole file could not be read. */
export function describeProblem(locale: Locale, found: Found): string {
  const { recipients, errors } = messages[locale]
  return pick(recipients.files, found) ?? pick(errors, found) ?? errors.unexpected
}

/** What staff should look at in a file that is used all the same. */
export const describeWarning = (locale: Locale, found: Found): string =>
  pick(messages[locale].recipients.warnings, found) ?? found.code
