import { fill } from '#lib/i18n/fill.ts'
import { changeSettings } from '#lib/settings/change-settings.ts'
import { ConsoleSettingsInput, settingNames } from '#lib/settings/read-settings.ts'
import type { Answer, Cli } from '../cli.ts'
import { readPairs } from '../set-pairs.ts'
import { usageError } from '../usage.ts'
import { answerSettings } from './list.ts'

const known = settingNames.map((name) => ({ name, input: 'text' as const }))

/** Changes one setting; `off` takes it away. */
export async function settingSet(cli: Cli, _options: unknown, pair: string): Promise<Answer> {
  const change = Object.fromEntries(
    [...readPairs(cli.words, [pair], known)].map(([name, value]) => [name, toValue(String(value))]),
  )
  const read = ConsoleSettingsInput.safeParse(change)
  if (!read.success)
    throw usageError(fill(cli.words.usage.settingInvalid, { key: Object.keys(change).join() }))
  const ctx = await cli.context()
  return answerSettings(await changeSettings(ctx, read.data))
}

function toValue(value: string): string | number | null {
  if (value === 'off') return null
  return /^\d+$/.test(value) ? Number(value) : value
}
