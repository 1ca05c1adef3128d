import { createUnknownLimit, type UnknownLimit } from '#lib/callbacks/limit-unknown.ts'
import type { Actor, Context } from '#lib/context.ts'
import { readEnv } from '#lib/env/read-env.ts'
import { openContext } from '#lib/open-context.ts'

export type Web = Context & {
  /** Origin of the console, without a slash at the end. */
  publicUrl: string
  authSecret: string
  trustedProxies: string[]
  unknownCallbacks: UnknownLimit
}

// On globalThis, because a bundler may load this module more than once in one process.
const kept = globalThis as typeof globalThis & { smsWeb?: Web }

/** What every request of this process shares: one pool, one queue, the keys. Throws EnvError. */
export function openWeb(): Web {
  kept.smsWeb ??= createWeb()
  return kept.smsWeb
}

/** The context a verb gets for `actor`. */
export function contextFor(actor: Actor): Context {
  const { db, keys, http, outboundAllow = [], jobs, callbackOrigin } = openWeb()
  return { db, keys, http, outboundAllow, jobs, callbackOrigin, actor }
}

function createWeb(): Web {
  const env = readEnv()
  const nobody: Actor = { id: null, name: 'console', role: 'viewer', via: 'system' }
  const shared = openContext(env, nobody, { name: 'sms-console', max: 20 })
  const { authSecret, publicUrl, trustedProxies } = env
  return {
    ...shared,
    authSecret,
    publicUrl,
    trustedProxies,
    unknownCallbacks: createUnknownLimit(),
  }
}
