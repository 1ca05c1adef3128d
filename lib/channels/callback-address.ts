import { randomBytes } from 'node:crypto'
import type { Context } from '#lib/context.ts'
import { fingerprint, open, seal } from '#lib/crypto/keyring.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { type Channel, callbackTokenPlace } from './open-channel.ts'

/** A new secret of 256 bits for the callback address, as it is stored: sealed, and what it is found by. */
export function createCallbackToken(ctx: Pick<Context, 'keys'>, channelId: string) {
  const token = randomBytes(32).toString('base64url')
  return {
    callbackToken: seal(ctx.keys, callbackTokenPlace(channelId), token),
    callbackTokenHash: fingerprint(token),
  }
}

/** Where the vendor pushes reports and replies of this channel. Whoever has it can push: show it audited. */
export function callbackUrl(
  ctx: Pick<Context, 'keys' | 'callbackOrigin'>,
  channel: Pick<Channel, 'id' | 'vendor' | 'callbackToken'>,
): string {
  const token = open(ctx.keys, callbackTokenPlace(channel.id), channel.callbackToken)
  return `${originFor(channel.vendor, ctx.callbackOrigin)}/api/callbacks/${channel.vendor}/${token}`
}

/** Some vendors push over plain http to port 80 and nowhere else: ours must listen there as well. */
function originFor(vendor: string, origin: string): string {
  const plain = getProvider(vendor).callbackScheme === 'http_port_80'
  return plain ? origin.replace(/^https:/, 'http:') : origin
}
