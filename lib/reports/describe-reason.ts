import { fill } from '#lib/i18n/fill.ts'
import type { messages } from '#lib/i18n/messages.ts'
import { isContentProblem } from '#lib/providers/content-problems.ts'
import type { UnreadablePush } from './list-unreadable.ts'

type Catalogue = {
  common: Pick<(typeof messages)['en']['common'], 'failure'>
  reports: Pick<(typeof messages)['en']['reports'], 'problem' | 'otherReason'>
}

/** Why a push could not be read: our own reasons in the reader's language, a vendor's words as they came. */
export function describeReason(
  { common, reports }: Catalogue,
  { failure, problem, words }: Pick<UnreadablePush, 'failure' | 'problem' | 'words'>,
): string {
  if (isContentProblem(problem)) {
    const [count = '', total = ''] = words.split(' ')
    return fill(reports.problem[problem], { count, total })
  }
  // Before there were codes, a push was refused as `unauthorized` for another account alone.
  if (failure === 'unauthorized') return reports.problem.another_account
  const failures: Record<string, string> = common.failure
  return [failures[failure] ?? reports.otherReason, words].filter(Boolean).join(' · ')
}
