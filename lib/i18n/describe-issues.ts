import type { z } from 'zod'
import { problemTexts } from '#lib/providers/problem-texts.ts'
import type { Localized } from '#lib/providers/vocabulary.ts'
import { fill } from './fill.ts'
import type { Locale } from './locales.ts'
import { messages } from './messages.ts'

type Issue = z.core.$ZodIssue
type Rule = keyof (typeof messages)['en']['validation']

/** One sentence a field, by its path (`limits.perPhone`), in the reader's language. The first issue of a field counts. */
export function describeIssues(locale: Locale, issues: readonly Issue[]): Record<string, string> {
  const told: Record<string, string> = {}
  for (const issue of issues) told[issue.path.join('.')] ??= describeIssue(locale, issue)
  return told
}

function describeIssue(locale: Locale, issue: Issue): string {
  const { validation, errors } = messages[locale]
  const own = { ...errors, ...validation } as Record<string, string>
  // A schema may name its own sentence: z.string().refine(check, 'password_same').
  const rule = (problemTexts as Record<string, Localized>)[issue.message]?.[locale]
  const text = own[issue.message] ?? rule ?? validation[ruleOf(issue)]
  const { minimum, maximum } = issue as { minimum?: number; maximum?: number }
  return fill(text, { minimum: String(minimum ?? ''), maximum: String(maximum ?? '') })
}

function ruleOf(issue: Issue): Rule {
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'required' : 'invalid_type'
  if (issue.code === 'too_small') {
    if (issue.origin !== 'string') return issue.origin === 'array' ? 'too_few' : 'too_small'
    return Number(issue.minimum) <= 1 ? 'required' : 'too_short'
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return 'too_long'
    return issue.origin === 'array' ? 'too_many' : 'too_big'
  }
  if (issue.code === 'invalid_format') return issue.format === 'email' ? 'email' : 'format'
  return issue.code === 'invalid_value' ? 'choice' : 'format'
}
