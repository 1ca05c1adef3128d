import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { createTestDatabase, type TestDatabase } from '#db/testing.ts'
import { testContext } from '#lib/users/testing.ts'
import { appendAudit } from './append.ts'
import { makeAuditKeys } from './keys.ts'
import { publishHead } from './publish-head.ts'
import { readHeads } from './read-heads.ts'
import { sealAudit } from './seal.ts'
import { readSealState } from './seal-state.ts'
import { verifyAudit } from './verify.ts'

const keys = makeAuditKeys(['a secret of the operator, long enough'])
const nobody = () => Promise.reject(new Error('nothing is posted here'))
let database: TestDatabase
let db: Db
let owner: Db
let folder: string
let file: string

beforeEach(async () => {
  database = await createTestDatabase()
  db = connect(database.url, { max: 3 })
  owner = connect(database.ownerUrl, { max: 1 })
  folder = await mkdtemp(join(tmpdir(), 'audit-'))
  file = join(folder, 'heads.jsonl')
})
afterEach(async () => {
  await Promise.all([db.$client.end(), owner.$client.end()])
  await database.drop()
  await rm(folder, { recursive: true })
})

const write = async (...actions: string[]) => {
  for (const action of actions)
    await appendAudit(testContext(db), db, { action, details: { n: 1 } })
}
const seal = async () => {
  const count = await sealAudit(db, keys)
  await publishHead({ db, http: nobody }, { file })
  return count
}
/** Four entries under two heads, all told outside. */
const makeChain = async () => {
  await write('a.one', 'a.two')
  await seal()
  await write('a.three', 'a.four')
  await seal()
}
const verify = async () => verifyAudit(db, keys, (await readHeads(file)).heads)
const kinds = async () => (await verify()).problems.map((problem) => problem.kind)
const asOwner = (statement: string) => owner.execute(sql.raw(statement))
const idAt = (position: number) => `(select entry_id from audit_links where position = ${position})`

test('entries are chained in turns, a head is signed and told outside, and all of it verifies', async () => {
  expect(await readSealState(db)).toEqual({
    sealedUntil: null,
    waiting: 0,
    overdueSeconds: null,
    publishedAt: null,
  })
  await makeChain()
  await write('a.five')
  expect(await verify()).toMatchObject({
    problems: [],
    sealed: 4,
    waiting: 1,
    heads: 4,
    outsideHeads: 2,
  })
  const state = await readSealState(db)
  expect(state).toMatchObject({ waiting: 1, publishedAt: expect.any(Date) })
  expect(state.sealedUntil?.getTime()).toBeGreaterThan(Date.now() - 60_000)
})

test('many write while several seal: one chain, nothing left out', async () => {
  const writers = Array.from({ length: 8 }, (_, n) =>
    db.transaction(async (tx) => {
      for (let m = 0; m < 10; m++) {
        await appendAudit(testContext(db), tx, { action: `w${n}.m${m}` })
        if (n % 2) await tx.execute(sql`select pg_sleep(0.01)`)
      }
    }),
  )
  let writing = true
  const sealing = (async () => {
    while (writing) await Promise.all([sealAudit(owner, keys, 7), sealAudit(owner, keys, 7)])
  })()
  await Promise.all(writers)
  writing = false
  await sealing
  while ((await sealAudit(db, keys, 7)) > 0);
  expect(await verifyAudit(db, keys, [])).toMatchObject({ problems: [], sealed: 80, waiting: 0 })
})

describe('found when the owner of the database', () => {
  beforeEach(makeChain)

  test.each([
    ['details', `details = '{"n": 2}'`],
    ['the person', `actor_name = 'Bob'`],
    ['the time by a millionth of a second', `at = at + interval '1 microsecond'`],
    ['the address from nothing', `address = ''`],
  ])('edits %s', async (_what, change) => {
    await asOwner(`update audit_entries set ${change} where id = ${idAt(2)}`)
    expect((await verify()).problems).toEqual([
      { kind: 'entry_changed', position: 2, entryId: expect.any(Number) },
    ])
  })

  test('deletes an entry', async () => {
    await asOwner(`delete from audit_entries where id = ${idAt(2)}`)
    expect(await kinds()).toEqual(['entry_deleted'])
  })

  test('deletes an entry and its link', async () => {
    await asOwner(`delete from audit_entries where id = ${idAt(3)}`)
    await asOwner('delete from audit_links where position = 3')
    expect((await verify()).problems).toEqual([{ kind: 'links_missing', position: 3, count: 1 }])
  })

  test('deletes an entry and closes the gap', async () => {
    await asOwner(`delete from audit_entries where id = ${idAt(1)}`)
    await asOwner('delete from audit_links where position = 1')
    for (const n of [2, 3, 4])
      await asOwner(`update audit_links set position = ${n - 1} where position = ${n}`)
    expect(await kinds()).toContain('entry_changed')
  })

  test('puts two entries in another order', async () => {
    await asOwner(`update audit_links l set entry_id = -l.entry_id where position in (2, 3)`)
    await asOwner(`update audit_links l set entry_id = -(select entry_id from audit_links o
      where o.position = 5 - l.position) where position = 2`)
    await asOwner(`update audit_links set entry_id = (select max(id) from audit_entries e
      where not exists (select from audit_links l where l.entry_id = e.id)) where position = 3`)
    expect(await kinds()).toEqual(['entry_changed', 'entry_changed'])
  })

  test('exchanges what two entries say', async () => {
    await asOwner(`update audit_entries e set action = (select action from audit_entries o
      where o.id <> e.id and o.id in (${idAt(2)}, ${idAt(3)}))
      where id in (${idAt(2)}, ${idAt(3)})`)
    expect(await kinds()).toEqual(['entry_changed', 'entry_changed'])
  })

  test('cuts off the end with its links and heads', async () => {
    await asOwner(`delete from audit_entries where id in (${idAt(3)}, ${idAt(4)})`)
    await asOwner('delete from audit_links where position > 2')
    await asOwner('delete from audit_heads where position > 2')
    expect((await verify()).problems).toEqual([{ kind: 'cut_off', position: 4, source: 'outside' }])
    expect((await verifyAudit(db, keys, [])).problems).toEqual([])
  })

  test('cuts off the end, and the worker seals others in its place', async () => {
    await asOwner(`delete from audit_entries where id in (${idAt(3)}, ${idAt(4)})`)
    await asOwner('delete from audit_links where position > 2')
    await asOwner('delete from audit_heads where position > 2')
    await write('b.three', 'b.four')
    await seal()
    expect((await verify()).problems).toEqual([
      { kind: 'rewritten', position: 4, source: 'outside' },
    ])
  })

  test('has an entry sealed anew after changing it', async () => {
    await asOwner(`update audit_entries set actor_name = 'Bob' where id = ${idAt(4)}`)
    await asOwner(`insert into audit_unsealed select entry_id from audit_links where position > 2`)
    await asOwner('delete from audit_links where position > 2')
    await asOwner('delete from audit_heads where position > 2')
    await seal()
    expect(await kinds()).toEqual(['rewritten'])
  })

  test('makes a whole new chain, and heads without the key', async () => {
    await asOwner(`update audit_entries set actor_name = 'Bob' where id = ${idAt(1)}`)
    await asOwner(`insert into audit_unsealed select entry_id from audit_links`)
    await asOwner('delete from audit_links')
    await asOwner('delete from audit_heads')
    await sealAudit(db, makeAuditKeys(['a key that the operator does not have']))
    expect((await verifyAudit(db, keys, [])).problems).toEqual([
      { kind: 'head_key_unknown', position: 4, source: 'database' },
    ])
    await asOwner(`update audit_heads set key_id = '${keys.current}'`)
    expect((await verifyAudit(db, keys, [])).problems).toEqual([
      { kind: 'head_forged', position: 4, source: 'database' },
    ])
  })

  test('adds a link without a signature', async () => {
    await write('a.five')
    await asOwner(`insert into audit_links select 5, entry_id, 'abc' from audit_unsealed`)
    expect(await kinds()).toEqual(['entry_changed', 'not_signed'])
  })

  test('adds an entry in the past, or keeps one from being sealed', async () => {
    const lastWeek = new Date(Date.now() - 7 * 86_400_000)
    await owner
      .insert(auditEntries)
      .values({ at: lastWeek, action: 'b.one', actorName: 'Bob', via: 'cli' })
    await seal()
    expect(await kinds()).toEqual(['backdated'])
    await write('b.two')
    await asOwner('delete from audit_unsealed')
    expect(await kinds()).toEqual(['backdated', 'left_out'])
  })
})

describe('heads outside', () => {
  test('go on behind a line that was cut off, which is counted', async () => {
    await makeChain()
    await writeFile(file, (await readFile(file, 'utf8')).slice(0, -20))
    await write('a.five')
    await seal()
    const { heads, unreadable } = await readHeads(file)
    expect([heads.map((head) => head.position), unreadable]).toEqual([[2, 5], 1])
  })

  test('are tried again when they could not be written', async () => {
    await write('a.one')
    await sealAudit(db, keys)
    const nowhere = { file: join(folder, 'missing', 'heads') }
    await expect(publishHead({ db, http: nobody }, nowhere)).rejects.toThrow('ENOENT')
    expect((await readSealState(db)).publishedAt).toBeNull()
    const posted: string[] = []
    const http = async ({ body }: { body?: Uint8Array | string }) => {
      posted.push(String(body))
      return { status: posted.length > 1 ? 204 : 503, headers: {}, body: new Uint8Array() }
    }
    const place = { url: 'https://log.example.com' }
    await expect(publishHead({ db, http }, place)).rejects.toThrow('503')
    expect(await publishHead({ db, http }, place)).toBe(1)
    expect(await publishHead({ db, http }, place)).toBe(0)
    await writeFile(file, `${posted[1]}\n`)
    expect(await verify()).toMatchObject({ problems: [], outsideHeads: 1 })
  })
})
