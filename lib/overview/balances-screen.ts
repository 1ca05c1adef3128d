import {
  type BalancePoint,
  balanceHistory,
  type ChannelBalance,
  latestBalances,
} from '#lib/balances/queries.ts'
import { type Explanation, explainTrouble } from '#lib/channels/explain-trouble.ts'
import type { Context } from '#lib/context.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Locale } from '#lib/providers/vocabulary.ts'

export type ChannelOnScreen = ChannelBalance & {
  vendorName: string
  /** What one must know to read the figures. */
  help: string | null
  /** The vendor can be asked what is left. */
  asks: boolean
  /** What went wrong with the last check, in plain words, and what to do. */
  problem: Explanation | null
  /** Oldest first. */
  history: BalancePoint[]
}

/** Every channel in use with what it has left and how that went over the last `days`. */
export async function readBalancesScreen(
  ctx: Context,
  { days, locale }: { days: number; locale: Locale },
): Promise<ChannelOnScreen[]> {
  const balances = await latestBalances(ctx)
  return Promise.all(
    balances.map(async (balance) => {
      const provider = getProvider(balance.vendor)
      return {
        ...balance,
        vendorName: provider.name[locale],
        help: provider.balanceHelp?.[locale] ?? null,
        asks: provider.balance !== undefined,
        problem: balance.trouble && explainTrouble(balance.vendor, balance.trouble, locale),
        history: upToNow(
          balance,
          await balanceHistory(ctx, { channelId: balance.channelId, days }),
        ),
      }
    }),
  )
}

/** A figure is stored when it changes: the last one still held when the vendor was last asked. */
function upToNow({ quotas, checkedAt }: ChannelBalance, history: BalancePoint[]): BalancePoint[] {
  if (!checkedAt) return history
  const last = quotas.map(({ unit, name, amount }) => ({ at: checkedAt, unit, name, amount }))
  return [...history, ...last]
}
