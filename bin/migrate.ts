import { migrate } from '#db/migrate.ts'
import { readMigrationEnv } from '#lib/env/read-env.ts'

try {
  const { applied } = await migrate(readMigrationEnv())
  console.log(`The database is up to date (${applied} migrations applied now).`)
} catch (error) {
  const { message, cause } = error as Error
  console.error(cause instanceof Error ? `${message}\n${cause.message}` : message)
  process.exit(1)
}
