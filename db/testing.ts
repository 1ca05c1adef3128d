import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { applicationRole, databaseUrl, ownerRole } from '#lib/runtime/roles.ts'
import { templateDatabase } from './testing-setup.ts'

export type TestDatabase = {
  /** As the application's role: what the code under test gets. */
  url: string
  /** As the owner, for what the application may not do. */
  ownerUrl: string
  /** Ends every session and removes the database. */
  drop(): Promise<void>
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A migrated, empty database of its own for a test file (`*.db.test.ts`); drop it in `afterAll`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('postgres')
  const name = `test_${randomBytes(8).toString('hex')}`
  const superuser = databaseUrl('postgres', server.superuserPassword, server.port, 'postgres')
  await administer(
    superuser,
    `create database ${name} template ${templateDatabase} owner ${ownerRole}`,
  )
  return {
    url: databaseUrl(applicationRole, server.applicationPassword, server.port, name),
    ownerUrl: databaseUrl(ownerRole, server.ownerPassword, server.port, name),
    drop: () => administer(superuser, `drop database if exists ${name} with (force)`),
  }
}
