import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkPassword } from '#lib/auth/passwords.ts'
import {
  addInfocloud,
  type CliDatabase,
  infocloudKey,
  openCliDatabase,
} from './testing/cli-database.ts'
import { runHere } from './testing/run-here.ts'
import { runSms, type Said } from './testing/run-sms.ts'

let database: CliDatabase
beforeAll(async () => {
  database = await openCliDatabase()
  await addInfocloud(database)
})
afterAll(() => database.close())

const optional = (input?: string) => (input === undefined ? {} : { input })
const run = (args: string[], input?: string): Promise<Said> =>
  runHere(database.variables, args, optional(input))
/** As a person's shell does: each noun at least once. */
const spawn = (args: string[], input?: string): Promise<Said> =>
  runSms(database.variables, args, optional(input))

describe('channels', () => {
  test('list and show: no secret, the callback address audited', async () => {
    const { channels } = await database.ask<{ channels: object[] }>(['channel', 'list'])
    expect(channels).toMatchObject([{ name: 'main', vendor: 'infocloud', price: '0.0500' }])
    const shown = await spawn(['channel', 'show', 'main'])
    expect(shown.stdout).toMatch(
      /Callback +https:\/\/sms\.example\.com\/api\/callbacks\/infocloud\//,
    )
    expect(shown.stdout + JSON.stringify(channels)).not.toContain('very-secret')
    const told = await database.query(
      "select via from audit_entries where action = 'channel.reveal_callback'",
    )
    expect(told).toEqual([{ via: 'cli' }])
  })

  test.each([
    ['no JSON', 'my-secret-token'],
    ['no object', '["my-secret-token"]'],
    ['no texts', '{"apiKey":{"my-secret-token":1},"accessKey":"x"}'],
    ['a field too few', '{"accessKey":"my-secret-token"}'],
    ['a field too many', '{"apiKey":"k","accessKey":"s","my":"my-secret-token"}'],
  ])('credentials that are %s are refused without repeating them', async (_, input) => {
    const add = ['channel', 'add', '--vendor', 'infocloud', '--name', 'bad', '--credentials', '-']
    const said = await run(add, input)
    expect(said).toMatchObject({ status: 1, stdout: '' })
    expect(said.stderr).not.toContain('my-secret-token')
  })

  test.each([
    ['price=0.12345', 'price: '],
    ['callsPerSecond=0', 'callsPerSecond: Not less than 1.'],
    ['signMethod=rot13', 'signMethod'],
    ['textLength=9', 'textLength'],
  ])('--set %s is wrong usage', async (pair, words) => {
    const add = ['channel', 'add', '--vendor', 'infocloud', '--name', 'bad', '--credentials', '-']
    const said = await run([...add, '--set', pair], infocloudKey)
    expect(said).toMatchObject({ status: 2, stdout: '' })
    expect(said.stderr).toContain(words)
  })

  test('a name that is taken, one that is unknown', async () => {
    const add = ['channel', 'add', '--vendor', 'infocloud', '--name', 'main', '--credentials', '-']
    expect(await run(add, infocloudKey)).toMatchObject({ status: 1, stdout: '' })
    const said = await run(['channel', 'show', 'nowhere', '--lang', 'zh-CN'])
    expect(said).toMatchObject({
      status: 1,
      stdout: '',
      stderr: '没有名为“nowhere”的通道，请查看通道列表。\n',
    })
  })
})

test('a template that breaks the vendor’s rules, or lacks its code', async () => {
  const add = (...more: string[]) => [
    ...['template', 'add', '--channel', 'main', '--title', 't', '--category', 'notification'],
    ...['--signature', '云通信', ...more],
  ]
  const coded = await spawn(add('--text', '您好'))
  expect(coded).toMatchObject({ status: 1, stderr: expect.stringContaining('Enter the code') })
  const bad = await run(add('--text', '【双签名】您好', '--vendor-id', '9'))
  expect(bad).toMatchObject({ status: 1, stderr: expect.stringContaining('must not contain') })
  const set = await run(add('--text', '您好', '--vendor-id', '9', '--set', 'signLocation=top'))
  expect(set).toMatchObject({ status: 2, stderr: expect.stringContaining('no such setting') })
})

describe('users', () => {
  const add = (email: string) => [
    'user',
    'add',
    '--email',
    email,
    '--name',
    '李四',
    '--role',
    'viewer',
  ]

  test('a password that is made is told once and works', async () => {
    const user = await database.ask<{ password: string }>(add('Li@Example.com'))
    expect(user).toMatchObject({ email: 'li@example.com', name: '李四', role: 'viewer' })
    const [row] = await database.query('select password_hash from users')
    expect(await checkPassword(String(row?.password_hash), user.password)).toBe(true)
    const told = await database.query(
      "select actor_name, details from audit_entries where action = 'user.add'",
    )
    expect(told).toMatchObject([{ actor_name: expect.stringMatching(/^cli:/) }])
    expect(JSON.stringify(told)).not.toContain(user.password)
    expect(await run(add('li@example.com'))).toMatchObject({ status: 1, stdout: '' })
  })

  test('a password from standard input is not repeated; a short one is wrong usage', async () => {
    const given = 'correct horse battery'
    const said = await spawn([...add('wang@example.com'), '--password-file', '-'], `${given}\n`)
    expect(said).toMatchObject({ status: 0 })
    expect(said.stdout).not.toContain(given)
    const [row] = await database.query("select password_hash from users where email like 'wang%'")
    expect(await checkPassword(String(row?.password_hash), given)).toBe(true)
    const short = await run([...add('zhao@example.com'), '--password-file', '-'], 'short')
    expect(short).toMatchObject({ status: 2, stderr: expect.stringContaining('At least 10') })
  })
})

test('opt-outs: added once, listed masked', async () => {
  const add = ['optout', 'add', '+86 138-0013-8000', '--reason', 'by telephone']
  expect(await database.ask(add)).toMatchObject({ phone: '138****8000' })
  expect(await spawn(add)).toMatchObject({ status: 1, stderr: expect.stringContaining('already') })
  const { optOuts } = await database.ask<{ optOuts: object[] }>(['optout', 'list'])
  expect(optOuts).toMatchObject([{ phone: '138****8000', source: 'manual' }])
  expect(await run(['optout', 'add', '12345', '--reason', 'x'])).toMatchObject({ status: 2 })
})

test('a balance that could not be asked keeps its last figures beside the trouble', async () => {
  await database.query(`insert into balances (channel_id, unit, name, amount, at)
    select id, 'messages', 'notification', 1234, now() from channels where name = 'main'`)
  await database.query(`update channels set balance_polled_at = now(),
    balance_problem = '{"failure":"unauthorized","code":"40001"}' where name = 'main'`)
  const { stdout } = await spawn(['balance', 'list'])
  expect(stdout).toMatch(/main +infocloud +1234 +\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +\S+/)
  expect(stdout).toContain('40001')
  const { balances } = await database.ask<{ balances: object[] }>(['balance', 'list'])
  expect(balances).toMatchObject([
    { quotas: [{ amount: 1234 }], trouble: { code: '40001', message: expect.any(String) } },
  ])
})

test('empty lists are documents too', async () => {
  expect(await database.ask(['message', 'list'])).toEqual({ messages: [], next: null })
  expect(await database.ask(['batch', 'list'])).toEqual({ batches: [], next: null })
  const inbound = await spawn(['inbound', 'list', '--json'])
  expect(JSON.parse(inbound.stdout)).toEqual({ inbound: [], next: null })
  expect(await spawn(['message', 'list'])).toMatchObject({ stdout: 'Nothing here.\n', stderr: '' })
})

test.each([
  [['batch', 'show', 'nowhere'], 1, 'no batch “nowhere”'],
  [['message', 'list', '--batch', 'nowhere'], 1, 'no batch “nowhere”'],
  [['message', 'list', '--template', 'income'], 2, 'needs --channel'],
  [['message', 'list', '--from', 'sometime'], 2, 'is no time'],
  [['message', 'list', '--phone', '123'], 2, '11 digits'],
])('%j ends with %i', async (args, status, words) => {
  const said = await run([...args, '--json'])
  expect(said).toMatchObject({ status, stdout: '', stderr: expect.stringContaining(words) })
})

test('health says what is not well, with 1', async () => {
  const said = await run(['health', '--json'])
  expect(said).toMatchObject({ status: 1 })
  expect(JSON.parse(said.stdout)).toEqual({
    ok: false,
    database: 'ok',
    worker: 'none',
    workers: 0,
    audit: 'unknown',
  })
  const variables = { ...database.variables, DATABASE_URL: 'postgres://sms_app:x@127.0.0.1:1/sms' }
  const away = await runSms(variables, ['health', '--json'])
  expect(away).toMatchObject({ status: 1 })
  expect(JSON.parse(away.stdout)).toMatchObject({ ok: false, database: 'unreachable' })
  const list = await runHere(variables, ['channel', 'list'])
  expect(list).toMatchObject({ status: 1, stdout: '' })
  expect(list.stderr).toContain('The database cannot be reached')
})
