import { addChannel } from '#lib/channels/add.ts'
import { fill } from '#lib/i18n/fill.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Answer, Cli } from '../cli.ts'
import { readCredentials } from './read-credentials.ts'
import { readChannelSettings } from './read-settings.ts'

type Options = {
  vendor: string
  name: string
  baseUrl?: string
  credentials: string
  set?: string[]
}

export async function channelAdd(cli: Cli, options: Options): Promise<Answer> {
  const { vendor, name, baseUrl } = options
  const provider = getProvider(vendor)
  const settings = readChannelSettings(cli.words, provider, options.set ?? [])
  const credentials = await readCredentials(cli.words, options.credentials, provider)
  const ctx = await cli.context()
  const { id } = await addChannel(ctx, {
    vendor,
    name,
    credentials,
    ...(baseUrl === undefined ? {} : { baseUrl }),
    ...settings,
  })
  return { json: { id, name, vendor }, text: fill(cli.words.says.channelAdded, { id, name }) }
}
