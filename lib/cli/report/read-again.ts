import { fill } from '#lib/i18n/fill.ts'
import { readAgain } from '#lib/reports/read-again.ts'
import { requireChannel } from '../channel/find.ts'
import type { Answer, Cli } from '../cli.ts'

export async function reportReadAgain(cli: Cli, _options: unknown, name: string): Promise<Answer> {
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, name)
  const { pushes } = await readAgain(ctx, { channelId: channel.id })
  const text = fill(cli.words.says.readAgain, { name: channel.name, count: pushes })
  return { json: { id: channel.id, name: channel.name, pushes }, text }
}
