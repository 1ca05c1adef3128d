import type { ChannelView } from '#lib/channels/queries.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import { formatMoney } from '#lib/i18n/format-money.ts'
import { messages } from '#lib/i18n/messages.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Answer, Cli } from '../cli.ts'
import { formatFacts } from '../table.ts'
import { requireChannel } from './find.ts'
import { channelJson, formatQuotas } from './view.ts'

/** The callback address is null for a vendor that pushes nothing; showing it is audited. */
export async function channelShow(cli: Cli, _options: unknown, name: string): Promise<Answer> {
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, name)
  const provider = getProvider(channel.vendor)
  const callbackUrl = provider.parseCallback ? (await revealCallback(ctx, channel)).url : null
  const { columns, says } = cli.words
  const text = formatFacts([
    [columns.name, channel.name],
    [columns.id, channel.id],
    [columns.vendor, `${provider.name[cli.locale]} (${channel.vendor})`],
    [columns.state, messages[cli.locale].common.channelState[channel.state]],
    [columns.address, channel.address],
    [columns.price, formatMoney(channel.price, 4)],
    [columns.recipientsPerCall, channel.effectiveLimits.recipientsPerCall],
    [columns.callsPerSecond, channel.effectiveLimits.callsPerSecond],
    [columns.settings, formatSettings(listSettings(channel))],
    [columns.left, formatQuotas(cli.locale, channel.quotas)],
    [columns.callback, callbackUrl ?? says.noCallback],
  ])
  return { json: { ...channelJson(channel), callbackUrl }, text }
}

function listSettings({ limits, settings, ...channel }: ChannelView): Record<string, unknown> {
  const { lowBalance, quietHours: hours, optOutWords } = channel
  const quietHours = hours && `${hours.from}-${hours.to}`
  const own = Object.entries({ lowBalance, quietHours, optOutWords })
  return {
    ...Object.fromEntries(own.filter(([, value]) => value !== null)),
    ...limits,
    ...settings,
  }
}

const formatSettings = (settings: Record<string, unknown>): string =>
  Object.entries(settings)
    .map(([key, value]) => `${key}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' ')
