import type { ChannelView } from '#lib/channels/queries.ts'
import { formatMoney } from '#lib/i18n/format-money.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { messages } from '#lib/i18n/messages.ts'

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
  lowBalance: channel.lowBalance,
  quietHours: channel.quietHours,
  optOutWords: channel.optOutWords,
  lastSuccessAt: channel.lastSuccessAt,
  lastCallbackAt: channel.lastCallbackAt,
  createdAt: channel.createdAt,
})

type Quota = { unit: 'cny' | 'messages'; name: string; amount: number }

/** `¥12.00`, or each kind of quota by its name in the reader's language. */
export function formatQuotas(locale: Locale, quotas: Quota[]): string {
  const words: Record<string, string> = messages[locale].balances.quota
  return quotas
    .map(({ unit, name, amount }) => {
      const figure = unit === 'cny' ? formatMoney(amount) : String(amount)
      return quotas.length > 1 ? `${words[name] ?? name} ${figure}` : figure
    })
    .join(', ')
}
