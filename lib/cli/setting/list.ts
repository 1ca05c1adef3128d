import { type ConsoleSettings, readSettings } from '#lib/settings/read-settings.ts'
import type { Answer, Cli } from '../cli.ts'
import { formatFacts } from '../table.ts'

export async function settingList(cli: Cli): Promise<Answer> {
  const ctx = await cli.context()
  return answerSettings(await readSettings(ctx.db))
}

/** All settings, as they stand now. */
export const answerSettings = (settings: ConsoleSettings): Answer => ({
  json: settings,
  text: formatFacts(Object.entries(settings).map(([key, value]) => [key, String(value ?? 'off')])),
})
