import { UserError } from '#lib/errors.ts'
import type { Category } from '#lib/providers/vocabulary.ts'

type Worded = { text: string; category: Category }

/** UserError `opt_out_words` when marketing lacks what its channel wants it to say. */
export const optOutWordsProblem = (
  { optOutWords: words }: { optOutWords: string | null },
  { text, category }: Worded,
): UserError | undefined =>
  category === 'marketing' && words && !text.includes(words)
    ? new UserError('opt_out_words', { words }, { field: 'text' })
    : undefined

/** Throws it. */
export function checkOptOutWords(channel: { optOutWords: string | null }, template: Worded): void {
  const problem = optOutWordsProblem(channel, template)
  if (problem) throw problem
}
