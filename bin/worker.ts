import { checkHeadFile } from '#lib/audit/publish-head.ts'
import { runDispatcher } from '#lib/dispatch/run-dispatcher.ts'
import { EnvError, readEnv } from '#lib/env/read-env.ts'
import { awaitDatabase, DatabaseUnusable } from '#lib/health/await-database.ts'
import { signOff, workerName } from '#lib/jobs/handlers/loops.ts'
import { runJobs } from '#lib/jobs/handlers/run-jobs.ts'
import { runLoops } from '#lib/jobs/handlers/run-loops.ts'
import { sealLoop } from '#lib/jobs/handlers/seal-audit.ts'
import { logger } from '#lib/logging/logger.ts'
import { openContext } from '#lib/open-context.ts'

const env = (() => {
  try {
    return readEnv()
  } catch (error) {
    if (!(error instanceof EnvError)) throw error
    console.error(error.message)
    process.exit(1)
  }
})()
const worker = workerName()
const log = logger.child({ process: 'worker', worker })
const actor = { id: null, name: 'system', role: 'administrator', via: 'system' } as const
const ctx = openContext(env, actor, { name: 'sms-worker', max: 30 })
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort())

if (env.audit.headFile) {
  await checkHeadFile(env.audit.headFile).catch((error: Error) => {
    console.error(`AUDIT_HEAD_FILE cannot be written: ${error.message}`)
    process.exit(1)
  })
}
await awaitDatabase(env.databaseUrl).catch((error: unknown) => {
  if (!(error instanceof DatabaseUnusable)) throw error
  console.error(error.message)
  process.exit(1)
})
const boss = await runJobs(ctx)
log.info('started')
const options = { worker, log, signal: stopping.signal }
await Promise.all([runDispatcher(ctx, options), runLoops(ctx, options, [sealLoop(env.audit)])])
await boss.stop()
await signOff(ctx, worker)
await ctx.db.$client.end()
log.info('stopped')
process.exit(0)
