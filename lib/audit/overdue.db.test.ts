import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { checkHealth } from '#lib/health/check.ts'
import { testContext } from '#lib/users/testing.ts'
import { appendAudit } from './append.ts'
import { checkPublished } from './check-published.ts'
import { makeAuditKeys } from './keys.ts'
import { publishHead } from './publish-head.ts'
import { sealAudit } from './seal.ts'
import { readSealState } from './seal-state.ts'
import { verifyAudit } from './verify.ts'

const keys = makeAuditKeys(['a secret of the operator, long enough'])
const nobody = () => Promise.reject(new Error('nothing is posted here'))
let database: TestDatabase
let db: Db
let folder: string
let file: string

beforeEach(async () => {
  database = await createTestDatabase()
  db = connect(database.url, { max: 3 })
  folder = await mkdtemp(join(tmpdir(), 'audit-'))
  file = join(folder, 'heads.jsonl')
})
afterEach(async () => {
  await db.$client.end()
  await database.drop()
  await rm(folder, { recursive: true })
})

const write = (action: string) => appendAudit(testContext(db), db, { action })
const problems = async () => (await verifyAudit(db, keys, [])).problems

/** Written some time ago, which the application’s role cannot choose. */
async function writeAgo(seconds: number) {
  const owner = connect(database.ownerUrl, { max: 1 })
  const at = new Date(Date.now() - seconds * 1000)
  await owner.insert(auditEntries).values({ at, action: 'a.old', actorName: 'A', via: 'cli' })
  await owner.$client.end()
}

test('who holds the sealing up is noticed: by verify, by health, on the screen', async () => {
  await db.execute(sql`insert into workers (id) values ('one')`)
  await writeAgo(50)
  expect(await problems()).toEqual([])
  expect(await checkHealth(db)).toMatchObject({ ok: true, audit: 'ok' })
  await writeAgo(90)
  const holder = await db.$client.connect()
  await holder.query(`select pg_advisory_lock(hashtext('seal-audit'))`)
  expect(await sealAudit(db, keys)).toBe(0)
  expect(await problems()).toEqual([
    { kind: 'overdue', entryId: expect.any(Number), seconds: expect.any(Number) },
  ])
  expect(await checkHealth(db)).toMatchObject({ ok: true, worker: 'ok', audit: 'late' })
  expect((await readSealState(db)).overdueSeconds).toBeGreaterThanOrEqual(90)
  await holder.query('select pg_advisory_unlock_all()')
  holder.release()
  expect(await sealAudit(db, keys)).toBe(2)
  expect(await problems()).toEqual([])
  expect(await checkHealth(db)).toMatchObject({ ok: true, audit: 'ok' })
  expect((await readSealState(db)).overdueSeconds).toBeNull()
})

test('heads marked as kept outside that were not told are noticed', async () => {
  await writeFile(file, '')
  expect(await checkPublished(db, file)).toEqual([])
  for (const action of ['a.one', 'a.two']) {
    await write(action)
    await sealAudit(db, keys)
  }
  expect(await publishHead({ db, http: nobody }, { file })).toBe(2)
  expect(await checkPublished(db, file)).toEqual([])
  await write('a.three')
  await sealAudit(db, keys)
  await db.execute(sql`update audit_heads set published_at = now()`)
  expect(await publishHead({ db, http: nobody }, { file })).toBe(0)
  expect(await checkPublished(db, file)).toEqual([{ kind: 'not_outside', position: 3 }])
  await write('a.four')
  await sealAudit(db, keys)
  await publishHead({ db, http: nobody }, { file })
  expect(await checkPublished(db, file)).toEqual([])
})
