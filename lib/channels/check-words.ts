import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { loadChannel } from './load.ts'
import { openChannel } from './open-channel.ts'
import { requireQuery } from './require-query.ts'

/** Texts looked at in one go: each is a question of its own to the vendor. */
const mostTexts = 6

export const CheckWordsInput = z.object({
  channelId: z.uuid(),
  texts: z.array(z.string().max(2000)).min(1).max(50),
})

export type FoundWords = {
  /** Each once, as the vendor writes them. */
  words: string[]
  /** The texts that were looked at, in the order given and each once. */
  checked: string[]
}

/**
 * The words that the channel's vendor will not let through, of at most six different texts. Throws
 * UserError `check_words_unsupported`, `query_wait`; and ProviderError.
 */
export async function checkWords(
  ctx: Context,
  input: z.input<typeof CheckWordsInput>,
): Promise<FoundWords> {
  const { channelId, texts } = CheckWordsInput.parse(input)
  const channel = await loadChannel(ctx.db, channelId)
  const { provider, call } = openChannel(ctx, channel)
  if (!provider.checkWords) throw new UserError('check_words_unsupported')
  const checked = [...new Set(texts.filter((text) => text.trim() !== ''))].slice(0, mostTexts)
  const words = new Set<string>()
  for (const text of checked) {
    await requireQuery(ctx, channel)
    for (const word of await provider.checkWords(call, text)) words.add(word)
  }
  return { words: [...words], checked }
}
