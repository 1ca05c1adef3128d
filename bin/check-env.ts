import { EnvError, readEnv } from '#lib/env/read-env.ts'
import { awaitDatabase, DatabaseUnusable } from '#lib/health/await-database.ts'

try {
  const { databaseUrl } = readEnv()
  await awaitDatabase(databaseUrl)
} catch (error) {
  if (!(error instanceof EnvError || error instanceof DatabaseUnusable)) throw error
  console.error(error.message)
  process.exit(1)
}
