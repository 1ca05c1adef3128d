import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findFreePort } from '#lib/runtime/ports.ts'
import { type Postgres, startPostgres } from '#lib/runtime/postgres.ts'
import { findPostgresPlace, removeDataDir } from '#lib/runtime/postgres-place.ts'
import { applicationRole, databaseUrl, ensureDatabase, ownerRole } from '#lib/runtime/roles.ts'
import { migrate } from './migrate.ts'

/** Where the tests' server is; what `createTestDatabase` needs. */
export type TestServer = {
  port: number
  superuserPassword: string
  ownerPassword: string
  applicationPassword: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestServer
  }
}

/** The migrated database that every test's own one is a copy of. */
export const templateDatabase = 'sms_template'

const makeServer = async (): Promise<TestServer> => {
  const secret = (): string => randomBytes(16).toString('hex')
  return {
    port: await findFreePort(),
    superuserPassword: secret(),
    ownerPassword: secret(),
    applicationPassword: secret(),
  }
}

const start = (dataDir: string, server: TestServer): Promise<Postgres> =>
  startPostgres({
    place: findPostgresPlace(dataDir),
    port: server.port,
    password: server.superuserPassword,
    log: join(dataDir, 'postgres.log'),
    removeAfter: dataDir,
    settings: { shared_buffers: '128MB', max_connections: '200' },
  })

async function makeTemplate(server: TestServer): Promise<void> {
  const address = (user: string, password: string, name: string): string =>
    databaseUrl(user, password, server.port, name)
  const superuser = address('postgres', server.superuserPassword, 'postgres')
  await ensureDatabase(superuser, templateDatabase, server)
  await migrate({
    databaseUrl: address(applicationRole, server.applicationPassword, templateDatabase),
    migrationDatabaseUrl: address(ownerRole, server.ownerPassword, templateDatabase),
  })
}

/** One PostgreSQL for all test files; it and its data go with the run, however that ends. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'sms-console-db-'))
  let postgres: Postgres | undefined
  const clear = async (): Promise<void> => {
    await postgres?.stop()
    removeDataDir(dataDir)
  }
  try {
    const server = await makeServer()
    postgres = await start(dataDir, server)
    await makeTemplate(server)
    project.provide('postgres', server)
    return clear
  } catch (error) {
    await clear()
    throw error
  }
}
