import { existsSync, renameSync } from 'node:fs'
import { demoDatabase } from './demo-env.ts'
import type { DemoPorts } from './demo-ports.ts'
import { logOf } from './demo-processes.ts'
import type { DemoSecrets } from './demo-secrets.ts'
import { type Postgres, startPostgres } from './postgres.ts'
import { findPostgresPlace } from './postgres-place.ts'
import { databaseUrl, ensureDatabase } from './roles.ts'

/** A database whose passwords and keys are lost is of no use, but not ours to throw away. */
function setAside(data: string): void {
  if (!existsSync(data)) return
  const aside = `${data}.without-secrets-${Date.now()}`
  renameSync(data, aside)
  console.log(`The secrets of an earlier demo are gone; its database was moved to ${aside}.`)
}

/** Starts the demo's PostgreSQL with both roles and the database in it. */
export async function startDemoDatabase(
  dataDir: string,
  ports: DemoPorts,
  { secrets, fresh }: { secrets: DemoSecrets; fresh: boolean },
  watch: (server: Postgres) => void,
): Promise<void> {
  const place = findPostgresPlace(dataDir)
  if (!place.data.startsWith(dataDir))
    console.log(`PostgreSQL's user cannot reach ${dataDir}; its data is in ${place.data}.`)
  if (fresh) setAside(place.data)
  const server = await startPostgres({
    place,
    port: ports.postgres,
    password: secrets.superuserPassword,
    log: logOf(dataDir, 'postgres'),
  })
  watch(server)
  const url = databaseUrl('postgres', secrets.superuserPassword, ports.postgres, 'postgres')
  await ensureDatabase(url, demoDatabase, secrets)
}
