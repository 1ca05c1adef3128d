import { changeSettings } from '#lib/settings/change-settings.ts'
import type { Answer, Cli } from '../cli.ts'
import { readPairs } from '../set-pairs.ts'
import { usageError } from '../usage.ts'
import { answerSettings } from './list.ts'

const known = [{ name: 'approvalThreshold', input: 'text' as const }]

/** Changes one setting; `off` takes it away. */
export async function settingSet(cli: Cli, _options: unknown, pair: string): Promise<Answer> {
  const value = readPairs(cli.words, [pair], known).get('approvalThreshold')
  const number = value === 'off' ? null : Number(value)
  if (number !== null && !(Number.isSafeInteger(number) && number > 0))
    throw usageError(cli.words.usage.settingNumber)
  const ctx = await cli.context()
  return answerSettings(await changeSettings(ctx, { approvalThreshold: number }))
}
