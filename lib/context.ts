import type { Db, Tx } from '#db/client.ts'
import type { Role } from '#lib/auth/roles.ts'
import type { Keyring } from '#lib/crypto/keyring.ts'
import type { Jobs } from '#lib/jobs/queue.ts'
import type { Http } from '#lib/providers/call.ts'
import type { OutboundAllow } from '#lib/providers/outbound-guard.ts'

export type Actor = {
  /** Null for the system itself and for the command line. */
  id: string | null
  name: string
  role: Role
  via: 'console' | 'cli' | 'system'
  address?: string
}

/** What every verb and query gets first. */
export type Context = {
  db: Db
  actor: Actor
  keys: Keyring
  http: Http
  /** What base URLs on private networks may point at, where one may be entered; `http` has the last word. */
  outboundAllow?: OutboundAllow
  jobs: Jobs
  /** Origin that callback addresses are built on, without a slash at the end. */
  callbackOrigin: string
}

/** Runs `work` in one transaction of `ctx`; an error rolls everything back. */
export const inTransaction = <T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> =>
  ctx.db.transaction(work)
