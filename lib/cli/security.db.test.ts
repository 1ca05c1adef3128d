import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect } from '#db/client.ts'
import { publishHead } from '#lib/audit/publish-head.ts'
import { sealAudit } from '#lib/audit/seal.ts'
import { readEnv } from '#lib/env/read-env.ts'
import { addInfocloud, type CliDatabase, openCliDatabase } from './testing/cli-database.ts'
import { runHere } from './testing/run-here.ts'
import { runSms } from './testing/run-sms.ts'

let database: CliDatabase
let folder: string
beforeAll(async () => {
  database = await openCliDatabase()
  folder = await mkdtemp(join(tmpdir(), 'audit-'))
  await addInfocloud(database)
}, 60_000)
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true })
})

test('keys rotate says how many secrets, and which key may go', async () => {
  const { variables } = database
  const old = variables.ENCRYPTION_KEYS ?? ''
  const next = `next:${Buffer.alloc(32, 7).toString('base64')}`
  const both = { ...variables, ENCRYPTION_KEYS: `${next},${old}` }
  await database.query(`insert into workers (id, started_at) values
    ('one', '2026-11-21T02:00:00Z'), ('two', now())`)
  await database.query(`update workers set seen_at = now() - interval '1 minute' where id = 'two'`)
  const said = await runSms(both, ['keys', 'rotate'])
  expect(said).toMatchObject({ status: 0, stderr: '' })
  expect(said.stdout).toContain('“next”: 2 of 2')
  expect(said.stdout).toContain('remove from ENCRYPTION_KEYS: test')
  expect(said.stdout).toMatch(/needs “next” from now on.*2\. restart every console and worker/)
  expect(said.stdout).toMatch(/started at: 2026-11-21 10:00:00$/m)
  const without = await runHere({ ...variables, ENCRYPTION_KEYS: next }, ['keys', 'list', '--json'])
  expect(JSON.parse(without.stdout)).toEqual({
    keys: [{ id: 'next', count: 2, current: true, known: true }],
  })
  expect((await runHere(variables, ['keys', 'rotate'])).status).toBe(1)
})

test('audit verify passes a whole log and fails one whose end was cut off', async () => {
  const { audit } = readEnv({ ...database.variables, NODE_ENV: 'test' })
  const db = connect(database.variables.DATABASE_URL ?? '', { max: 1 })
  const file = join(folder, 'heads.jsonl')
  const nobody = () => Promise.reject(new Error('nothing is posted here'))
  await sealAudit(db, audit.keys)
  await publishHead({ db, http: nobody }, { file })
  await db.$client.end()
  const variables = { ...database.variables, AUDIT_HEAD_FILE: file }
  const whole = await runSms(variables, ['audit', 'verify'])
  expect(whole).toMatchObject({ status: 0, stderr: '' })
  expect(whole.stdout).toContain('The audit log is whole.')

  await database.query(`with cut as (delete from audit_links returning entry_id),
    gone as (delete from audit_entries e using cut where e.id = cut.entry_id)
    delete from audit_heads`)
  const cut = await runHere(variables, ['audit', 'verify'])
  expect(cut.status).toBe(1)
  expect(cut.stdout).toMatch(/ends before place \d+, which was sealed \(kept outside\)/)
  const inside = await runHere(database.variables, ['audit', 'verify', '--json'])
  expect(JSON.parse(inside.stdout)).toMatchObject({ ok: true, headFile: null, outsideHeads: 0 })
})

test('phone erase erases, says what stays, and can be asked again', {
  timeout: 90_000,
}, async () => {
  const phone = '13800138000'
  const { query, ask } = database
  await ask(['optout', 'add', phone, '--reason', 'asked by telephone'])
  const channel = (await query('select id from channels'))[0]?.id
  await query(`insert into inbound_messages (channel_id, phone, content, at, callback_id, fingerprint)
    values ('${channel}', '${phone}', 'call me at ${phone}', now(), 1, 'f')`)
  const said = await runSms(database.variables, ['phone', 'erase', phone, '--yes'])
  expect(said).toMatchObject({ status: 0, stderr: '' })
  expect(said.stdout).toContain('138****8000 was erased: messages 0 (canceled 0), replies 1')
  expect(said.stdout).toContain('Its opt-out stays')
  expect(await query('select phone, content from inbound_messages')).toEqual([
    { phone: '1380*******', content: '' },
  ])
  const again = await ask(['phone', 'erase', phone, '--yes', '--reason', 'again'])
  expect(again).toMatchObject({ phone: '138****8000', replies: 0, keptOptOut: true })
  const entries = await query(`select action, via, details->>'reason' as reason
    from audit_entries where action = 'phone.erase' order by id`)
  expect(entries).toEqual([
    { action: 'phone.erase', via: 'cli', reason: '' },
    { action: 'phone.erase', via: 'cli', reason: 'again' },
  ])
})

test('a blocklist is imported, undone one by one, and exported', async () => {
  const { variables } = database
  const [given, written] = [join(folder, 'given.csv'), join(folder, 'written.csv')]
  await writeFile(given, '手机号\n13800138001\n13800138002\n12345\n')
  const reason = ['--reason', 'asked by letter']
  const imported = await runSms(variables, ['blocklist', 'import', '--file', given, ...reason])
  expect(imported.stdout).toBe('Added 2; on the list already 0; not mobile numbers 1.\n')
  const undone = await runHere(variables, ['blocklist', 'undo', '13800138001', ...reason])
  expect(undone.stdout).toContain('138****8001 is no longer on the blocklist')
  const exported = await runHere(variables, ['blocklist', 'export', '--file', written])
  expect(exported).toMatchObject({ status: 0 })
  const text = await readFile(written, 'utf8')
  expect(text).toContain('13800138002')
  expect(text).not.toContain('13800138001')
  expect((await runHere(variables, ['blocklist', 'export', '--file', written])).status).toBe(1)
}, 120_000)
