import type { UpdateChannel } from '#lib/channels/schemas.ts'
import { updateChannel } from '#lib/channels/update.ts'
import { fill } from '#lib/i18n/fill.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Answer, Cli } from '../cli.ts'
import { usageError } from '../usage.ts'
import { requireChannel } from './find.ts'
import { readChannelChange } from './read-change.ts'
import { readCredentials } from './read-credentials.ts'
import { channelJson } from './view.ts'

type Options = { name?: string; baseUrl?: string; credentials?: string; set?: string[] }

/** Changes what is named of a channel, and answers with the whole of it. */
export async function channelSet(cli: Cli, options: Options, name: string): Promise<Answer> {
  const { words } = cli
  if (Object.keys(options).length === 0) throw usageError(words.usage.nothingToChange)
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, name)
  const provider = getProvider(channel.vendor)
  await updateChannel(ctx, {
    id: channel.id,
    ...(await readNames(cli, provider, options)),
    ...readChannelChange(words, provider, channel, options.set ?? []),
  })
  const changed = await requireChannel(ctx, channel.id)
  return {
    json: channelJson(changed),
    text: fill(words.says.channelChanged, { name: changed.name }),
  }
}

/** An empty address is the vendor's own. */
async function readNames(
  { words }: Cli,
  provider: Provider,
  { name, baseUrl, credentials }: Options,
): Promise<Pick<UpdateChannel, 'name' | 'baseUrl' | 'credentials'>> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(baseUrl === undefined ? {} : { baseUrl: baseUrl || null }),
    ...(credentials === undefined
      ? {}
      : { credentials: await readCredentials(words, credentials, provider) }),
  }
}
