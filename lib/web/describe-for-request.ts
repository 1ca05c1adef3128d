import type { z } from 'zod'
import { UserError } from '#lib/errors.ts'
import { describeError, describeUserError, type ErrorText } from '#lib/i18n/describe-error.ts'
import { describeIssues } from '#lib/i18n/describe-issues.ts'
import { logger } from '#lib/logging/logger.ts'
import { readLocale } from './request-preferences.ts'

/** Words for an error in the reader's language; one nobody foresaw is logged and called so. */
export async function describeForRequest(error: unknown): Promise<ErrorText> {
  const locale = await readLocale()
  const known = describeError(locale, error)
  if (known) return known
  logger.error({ err: error }, 'unexpected error')
  return describeUserError(locale, new UserError('unexpected'))
}

/** Words for an input that a schema refuses, and a sentence for each field. */
export async function describeInvalid(
  error: z.ZodError,
): Promise<ErrorText & { fieldErrors: Record<string, string> }> {
  const locale = await readLocale()
  return {
    ...describeUserError(locale, new UserError('invalid_input')),
    fieldErrors: describeIssues(locale, error.issues),
  }
}
