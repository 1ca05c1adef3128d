import { UserError } from '#lib/errors.ts'
import type { Category } from '#lib/providers/vocabulary.ts'

/** True when a text of this category may go out on a channel with these opt-out words. */
export const hasOptOutWords = (
  { optOutWords }: { optOutWords: string | null },
  template: { text: string; category: Category },
): boolean =>
  template.category !== 'marketing' || !optOutWords || template.text.includes(optOutWords)

/** Throws UserError `opt_out_words` when marketing lacks what its channel wants it to say. */
export function checkOptOutWords(
  channel: { optOutWords: string | null },
  template: { text: string; category: Category },
): void {
  if (!hasOptOutWords(channel, template))
    throw new UserError('opt_out_words', { words: channel.optOutWords ?? '' }, { field: 'text' })
}
