import { checkWords } from '#lib/channels/check-words.ts'
import { fill } from '#lib/i18n/fill.ts'
import type { Answer, Cli } from '../cli.ts'
import { requireChannel } from './find.ts'

/** Exit status 1 when the vendor found a word. */
export async function channelCheckWords(
  cli: Cli,
  { text }: { text: string[] },
  name: string,
): Promise<Answer> {
  const ctx = await cli.context()
  const { id } = await requireChannel(ctx, name)
  const found = await checkWords(ctx, { channelId: id, texts: text })
  const { wordsNone, wordsFound } = cli.words.says
  const said =
    found.words.length > 0 ? fill(wordsFound, { words: found.words.join(', ') }) : wordsNone
  return { json: found, text: said, status: found.words.length > 0 ? 1 : 0 }
}
