import { randomInt } from 'node:crypto'
import type { InferSelectModel } from 'drizzle-orm'
import type { channels } from '#db/schema/channels.ts'
import type { Context } from '#lib/context.ts'
import { open } from '#lib/crypto/keyring.ts'
import type { Call } from '#lib/providers/call.ts'
import type { Limits, Provider } from '#lib/providers/contract.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Settings } from '#lib/providers/vocabulary.ts'
import { guardWords } from './guard-words.ts'

export type Channel = InferSelectModel<typeof channels>

/** Where the sealed credentials of a channel stand (the place that is authenticated with them). */
export const credentialsPlace = (channelId: string): string => `channels/${channelId}/credentials`
export const callbackTokenPlace = (channelId: string): string =>
  `channels/${channelId}/callbackToken`

/** Credentials in the clear: for a call or for parsing a push, never for an answer to anybody. */
export function openCredentials(
  ctx: Pick<Context, 'keys'>,
  channel: Pick<Channel, 'id' | 'credentials'>,
): unknown {
  return JSON.parse(open(ctx.keys, credentialsPlace(channel.id), channel.credentials))
}

/**
 * The same; undefined where they cannot be opened, whatever the reason. For what is asked of several
 * channels: a damaged one must not stop the others, and says so itself when it is used.
 */
export function tryCredentials(
  ctx: Pick<Context, 'keys'>,
  channel: Pick<Channel, 'id' | 'credentials'>,
): unknown {
  try {
    return openCredentials(ctx, channel)
  } catch {
    return undefined
  }
}

/** What of a channel decides about its limits. */
export type LimitedChannel = Pick<
  Channel,
  'vendor' | 'limits' | 'settings' | 'recipientsPerCall' | 'callsPerSecond'
>

/**
 * The vendor's limits with the channel's own instead of them where it has any, and those of a
 * template by its settings.
 */
export function limitsOf(channel: LimitedChannel, template?: Settings): Limits {
  const provider = getProvider(channel.vendor)
  const limits = { ...provider.limits, ...provider.limitsFor?.(channel.settings, template) }
  return {
    ...limits,
    ...channel.limits,
    recipientsPerCall: Math.min(
      channel.recipientsPerCall ?? limits.recipientsPerCall,
      limits.recipientsPerCallMax ?? Number.POSITIVE_INFINITY,
    ),
    callsPerSecond: channel.callsPerSecond ?? limits.callsPerSecond,
  }
}

/** All that one call to the channel's vendor needs. What it throws or says may be kept and shown. */
export function openChannel(
  ctx: Pick<Context, 'keys' | 'http'>,
  channel: Channel,
): { provider: Provider; call: Call<unknown> } {
  const credentials = openCredentials(ctx, channel)
  const provider = guardWords(getProvider(channel.vendor), credentials)
  return {
    provider,
    call: {
      credentials,
      settings: provider.settings.parse(channel.settings),
      baseUrl: (channel.baseUrl ?? provider.baseUrl).replace(/\/+$/, ''),
      http: ctx.http,
      now: () => new Date(),
      nonce,
    },
  }
}

/** Digits only: milliseconds and chance, because several processes make them at once. */
const nonce = (): string => `${Date.now()}${String(randomInt(10 ** 12)).padStart(12, '0')}`
