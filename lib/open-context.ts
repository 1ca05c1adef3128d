import { connect } from '#db/client.ts'
import type { Actor, Context } from '#lib/context.ts'
import type { Env } from '#lib/env/read-env.ts'
import { createJobs } from '#lib/jobs/queue.ts'
import { createHttp } from '#lib/providers/http.ts'

/** What all requests or turns of one process share: console, worker, command line, tests. */
export function openContext(env: Env, actor: Actor, pool: { name: string; max: number }): Context {
  const db = connect(env.databaseUrl, pool)
  return {
    db,
    actor,
    keys: env.encryptionKeys,
    http: createHttp({ allow: env.outboundAllow }),
    outboundAllow: env.outboundAllow,
    jobs: createJobs(db),
    callbackOrigin: env.callbackOrigin,
  }
}
