import type { ChannelView } from '#lib/channels/queries.ts'
import { formatMoney } from '#lib/i18n/format-money.ts'

/** A channel as JSON: no secret is in it. */
export const channelJson = (channel: ChannelView) => ({
  id: channel.id,
  name: channel.name,
  vendor: channel.vendor,
  state: channel.state,
  baseUrl: channel.address,
  price: channel.price,
  recipientsPerCall: channel.effectiveLimits.recipientsPerCall,
  callsPerSecond: channel.effectiveLimits.callsPerSecond,
  limits: channel.limits,
  settings: channel.settings,
  lastSuccessAt: channel.lastSuccessAt,
  lastCallbackAt: channel.lastCallbackAt,
  createdAt: channel.createdAt,
})

type Quota = { unit: 'cny' | 'messages'; name: string; amount: number }

/** `¥12.00`, `general 4800`, or both after one another. */
export const formatQuotas = (quotas: Quota[]): string =>
  quotas
    .map(({ unit, name, amount }) => {
      const figure = unit === 'cny' ? formatMoney(amount) : String(amount)
      return quotas.length > 1 ? `${name} ${figure}` : figure
    })
    .join(', ')
