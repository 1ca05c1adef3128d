import { and, asc, eq, isNull, or, sql } from 'drizzle-orm'
import { type ChannelLimits, channels } from '#db/schema/channels.ts'
import { type ChannelBalance, latestBalances } from '#lib/balances/queries.ts'
import type { Context } from '#lib/context.ts'
import type { QuietHours } from '#lib/dispatch/quiet-hours.ts'
import { UserError } from '#lib/errors.ts'
import type { Limits } from '#lib/providers/contract.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Settings } from '#lib/providers/vocabulary.ts'
import { type Channel, limitsOf } from './open-channel.ts'
import { type ListChannels, ListChannelsInput } from './schemas.ts'
import type { Trouble } from './trouble.ts'

/** A channel as screens and the command line see it: no secret, sealed or not, is in it. */
export type ChannelView = {
  id: string
  vendor: string
  name: string
  /** Null: the vendor's own address, which stands in `address` in any case. */
  baseUrl: string | null
  address: string
  settings: Settings
  /** CNY a segment, four decimals: '0.0500'. */
  price: string
  recipientsPerCall: number | null
  callsPerSecond: number | null
  limits: ChannelLimits
  /** What holds after the channel's own limits are laid over the vendor's. */
  effectiveLimits: Limits
  lowBalance: number | null
  quietHours: QuietHours | null
  optOutWords: string | null
  state: 'active' | 'paused'
  quotas: ChannelBalance['quotas']
  balanceCheckedAt: Date | null
  trouble: Trouble | null
  lastCallbackAt: Date | null
  callback: CallbackView
  lastSuccessAt: Date | null
  createdAt: Date
}

export type CallbackView = {
  /** Addresses and ranges that pushes are taken from; none means any. */
  sources: string[]
  /** The address before the last rotation while it is still good; when it was last pushed to. */
  old: { until: Date; usedAt: Date | null } | null
}

/** The channels in use that match, by name; not paged: a company has a handful. */
export async function listChannels(
  ctx: Pick<Context, 'db'>,
  input: ListChannels = {},
): Promise<ChannelView[]> {
  const { q, vendor, state } = ListChannelsInput.parse(input)
  const rows = await ctx.db
    .select()
    .from(channels)
    .where(
      and(
        isNull(channels.archivedAt),
        q ? sql`strpos(lower(${channels.name}), lower(${q})) > 0` : undefined,
        vendor ? eq(channels.vendor, vendor) : undefined,
        state ? eq(channels.state, state) : undefined,
      ),
    )
    .orderBy(asc(channels.name))
  const balances = new Map((await latestBalances(ctx)).map((one) => [one.channelId, one]))
  return rows.map((row) => toView(row, balances.get(row.id)))
}

/** One channel by id or by name; null when there is none in use. */
export async function getChannel(
  ctx: Pick<Context, 'db'>,
  idOrName: string,
): Promise<ChannelView | null> {
  const id = await findChannelId(ctx, idOrName)
  return id === null ? null : ((await listChannels(ctx)).find((one) => one.id === id) ?? null)
}

/** The id of a channel named or numbered so. Throws UserError `channel_unknown`. */
export async function requireChannelId(
  ctx: Pick<Context, 'db'>,
  idOrName: string,
): Promise<string> {
  const id = await findChannelId(ctx, idOrName)
  if (id === null) throw new UserError('channel_unknown', { name: idOrName })
  return id
}

async function findChannelId(ctx: Pick<Context, 'db'>, idOrName: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ id: channels.id })
    .from(channels)
    .where(
      and(
        isNull(channels.archivedAt),
        or(sql`${channels.id}::text = ${idOrName.toLowerCase()}`, eq(channels.name, idOrName)),
      ),
    )
    // A channel may bear another's id as its name; the id goes first.
    .orderBy(sql`${channels.id}::text = ${idOrName.toLowerCase()} desc`)
    .limit(1)
  return row?.id ?? null
}

function toView(row: Channel, balance: ChannelBalance | undefined): ChannelView {
  return {
    id: row.id,
    vendor: row.vendor,
    name: row.name,
    baseUrl: row.baseUrl,
    address: row.baseUrl ?? getProvider(row.vendor).baseUrl,
    settings: row.settings,
    price: row.price,
    recipientsPerCall: row.recipientsPerCall,
    callsPerSecond: row.callsPerSecond,
    limits: row.limits,
    effectiveLimits: limitsOf(row),
    lowBalance: row.lowBalance === null ? null : Number(row.lowBalance),
    quietHours: row.quietHours,
    optOutWords: row.optOutWords,
    state: row.state,
    quotas: balance?.quotas ?? [],
    balanceCheckedAt: row.balancePolledAt,
    trouble: balance?.trouble ?? null,
    lastCallbackAt: row.lastCallbackAt,
    callback: viewCallback(row),
    lastSuccessAt: row.lastSuccessAt,
    createdAt: row.createdAt,
  }
}

function viewCallback(row: Channel): CallbackView {
  const until = row.previousCallbackUntil
  return {
    sources: row.callbackSources,
    old: until && until > new Date() ? { until, usedAt: row.previousCallbackUsedAt } : null,
  }
}
