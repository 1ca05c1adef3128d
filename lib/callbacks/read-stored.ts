import type { rawCallbacks } from '#db/schema/reports.ts'
import { type Channel, openCredentials } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { ProviderError } from '#lib/providers/call.ts'
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
    const detail = `the answer broke off after ${stored.body.length} bytes; what was whole of it is applied`
    throw new ProviderError(channel.vendor, 'bad_response', { detail })
  }
  const raw: RawDocument = { ...stored, body: new Uint8Array(stored.body) }
  if (stored.source !== 'push') return provider[stored.source]?.parse(raw).events ?? []
  const account = { credentials: credentialsOf(ctx, channel), settings: channel.settings }
  return provider.parseCallback?.(raw, account) ?? []
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

/** `failure words…` of a provider's error, else what the error says. */
export const describeProblem = (error: unknown): string =>
  error instanceof ProviderError
    ? `${error.failure} ${error.detail ?? ''}`.trim()
    : String(error).slice(0, 500)

/** Of a push whose other rows were applied. */
export const describeLeft = (left: number, applied: number): string =>
  `bad_response ${left} of ${left + applied} rows are not readable; the others were applied`
