import type { rawCallbacks } from '#db/schema/reports.ts'
import { cleanError, guardWords } from '#lib/channels/guard-words.ts'
import { type Channel, openCredentials } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { maskPhones } from '#lib/logging/mask-phones.ts'
import { ProviderError } from '#lib/providers/call.ts'
import { isContentProblem, refuseContent } from '#lib/providers/content-problems.ts'
import type { Provider } from '#lib/providers/contract.ts'
import type { RawDocument, VendorEvent } from '#lib/providers/events.ts'
import { getProvider } from '#lib/providers/registry.ts'

type Stored = typeof rawCallbacks.$inferSelect

/** In the method's place: a pulled answer that broke off, never to be read as a whole one. */
export const brokenOff = 'BROKEN OFF'

/** What a stored push or pulled answer says. Throws; `isAboutContent` tells for whose fault. */
export function readStored(
  ctx: Pick<Context, 'keys'>,
  channel: Channel,
  stored: Stored,
): VendorEvent[] {
  const provider = getProvider(channel.vendor)
  if (stored.method === brokenOff) {
    // What was whole of it is applied.
    throw refuseContent(channel.vendor, 'broken_off', stored.body.length)
  }
  const raw: RawDocument = { ...stored, body: new Uint8Array(stored.body) }
  if (stored.source !== 'push') return readPulled(ctx, channel, provider[stored.source], raw)
  const credentials = credentialsOf(ctx, channel)
  const account = { credentials, settings: channel.settings }
  return guardWords(provider, credentials).parseCallback?.(raw, account) ?? []
}

/** An answer may repeat the question, secrets and all: what is said of one that cannot be read is guarded. */
function readPulled(
  ctx: Pick<Context, 'keys'>,
  channel: Channel,
  pull: Provider['pullReports'],
  raw: RawDocument,
): VendorEvent[] {
  try {
    return pull?.parse(raw).events ?? []
  } catch (thrown) {
    throw cleanError(getProvider(channel.vendor), credentialsOf(ctx, channel), thrown)
  }
}

function credentialsOf(ctx: Pick<Context, 'keys'>, channel: Channel): unknown {
  try {
    return openCredentials(ctx, channel)
  } catch (cause) {
    // Whatever is wrong with them, it is not the push: that waits.
    throw new Error(`the credentials of channel '${channel.name}': ${cause}`, { cause })
  }
}

/**
 * Errors that come again with the same bytes: unreadable, not ours, or not to be stored as they are
 * (classes 22, 23 and 54 of PostgreSQL's).
 */
export function isAboutContent(error: unknown): boolean {
  if (error instanceof ProviderError || error instanceof RangeError || error instanceof TypeError)
    return true
  const code = (error as { cause?: { code?: unknown } }).cause?.code
  return typeof code === 'string' && /^(?:22|23|54)/.test(code)
}

/** `failure words…` of a provider's error, `failure #problem count` for a reason of our own, else what the error says. */
export function describeProblem(error: unknown): string {
  if (!(error instanceof ProviderError)) return maskPhones(String(error)).slice(0, 500)
  const { failure, code, detail } = error
  return [failure, isContentProblem(code) && `#${code}`, detail].filter(Boolean).join(' ')
}

/** Of a push whose other rows were applied. */
export const describeLeft = (left: number, applied: number): string =>
  `bad_response #rows_left ${left} ${left + applied}`
