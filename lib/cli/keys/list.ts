import { type KeyUse, listKeys } from '#lib/channels/rotate-keys.ts'
import { fill } from '#lib/i18n/fill.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'

export async function keysList(cli: Cli): Promise<Answer> {
  const keys = await listKeys(await cli.context())
  const { columns } = cli.words
  const answer = answerList(cli, {
    key: 'keys',
    items: keys,
    heads: [columns.key, columns.secrets],
    rows: keys.map(({ id, count }) => [id, count]),
  })
  return { ...answer, text: [answer.text, ...describeRest(cli, keys)].join('\n') }
}

/** Which keys may go, and which ones are missed. */
export function describeRest({ words }: Cli, keys: KeyUse[]): string[] {
  const names = (some: KeyUse[]) => some.map((one) => one.id).join(', ')
  const unused = keys.filter((one) => one.known && !one.current && one.count === 0)
  const missing = keys.filter((one) => !one.known)
  return [
    ...(unused.length > 0 ? [fill(words.says.keysUnused, { keys: names(unused) })] : []),
    ...(missing.length > 0 ? [fill(words.says.keysMissing, { keys: names(missing) })] : []),
  ]
}
