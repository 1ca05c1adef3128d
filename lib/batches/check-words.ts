import { eq } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { checkWords, type FoundWords } from '#lib/channels/check-words.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { CheckSummary } from './types.ts'

/**
 * Has the vendor look for sensitive words in the first texts of a checked draft, and in its longest
 * and oddest. Throws UserError `not_found`, `batch_not_checked`, `check_words_unsupported`,
 * `query_wait`; and ProviderError.
 */
export async function checkBatchWords(ctx: Context, { id }: { id: string }): Promise<FoundWords> {
  const [batch] = await ctx.db
    .select({ channelId: batches.channelId, summary: batches.summary })
    .from(batches)
    .where(eq(batches.id, id))
  if (!batch) throw new UserError('not_found')
  const texts = textsForWords(batch.summary ?? {})
  if (texts.length === 0) throw new UserError('batch_not_checked')
  return checkWords(ctx, { channelId: batch.channelId, texts })
}

type Samples = Partial<Pick<CheckSummary, 'texts' | 'longest' | 'oddest'>>

/** The texts of a check that the vendor is asked about, the likeliest to hold a word first. */
export function textsForWords({ texts = [], longest, oddest = [] }: Samples): string[] {
  const samples = [...texts.slice(0, 3), ...(longest ? [longest] : []), ...oddest, ...texts]
  return samples.slice(0, 50).map(({ text }) => text)
}
