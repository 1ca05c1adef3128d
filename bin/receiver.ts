import { connect } from '#db/client.ts'
import { createReceiver } from '#lib/callbacks/serve.ts'
import { EnvError, readEnv } from '#lib/env/read-env.ts'
import { awaitDatabase, DatabaseUnusable } from '#lib/health/await-database.ts'
import { logger } from '#lib/logging/logger.ts'

try {
  const { databaseUrl, trustedProxies } = readEnv()
  await awaitDatabase(databaseUrl)
  const port = Number(process.env.RECEIVER_PORT ?? 3001)
  const log = logger.child({ process: 'receiver' })
  const db = connect(databaseUrl, { name: 'sms-receiver', max: 20 })
  const onError = (error: unknown) => log.error({ err: error }, 'push not stored')
  const server = createReceiver(db, { onError, trustedProxies })
  server.once('error', (error) => {
    console.error(`The receiver cannot listen: ${error.message}. RECEIVER_PORT names another port.`)
    process.exit(1)
  })
  // Every address unless one is named, as behind a proxy on the same machine.
  const host = process.env.RECEIVER_HOST || undefined
  server.listen({ port, ...(host ? { host } : {}) }, () => log.info({ port }, 'listening'))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => server.close(() => db.$client.end()))
  }
} catch (error) {
  if (!(error instanceof EnvError || error instanceof DatabaseUnusable)) throw error
  console.error(error.message)
  process.exit(1)
}
