import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  addInfocloud,
  type CliDatabase,
  incomeText,
  infocloudKey,
  openCliDatabase,
} from './testing/cli-database.ts'
import { runHere } from './testing/run-here.ts'
import { runSms } from './testing/run-sms.ts'

let database: CliDatabase
beforeAll(async () => {
  database = await openCliDatabase()
  await addInfocloud(database)
})
afterAll(() => database.close())

const run = (args: string[], input = '') => runHere(database.variables, args, { input })
/** The audit entries of an action, oldest first. */
const told = async (action: string) =>
  database.query(
    `select actor_name, via, details from audit_entries where action = '${action}' order by id`,
  )

describe('channel set', () => {
  const set = (...more: string[]) => ['channel', 'set', 'main', ...more]
  const show = () => database.ask<Record<string, unknown>>(['channel', 'show', 'main'])

  test('changes what is named and nothing else, audited', async () => {
    const before = await show()
    const pairs = ['callsPerSecond=3', 'perPhoneDaily.otp=5', 'upExtendCode=15']
    const changed = await database.ask(set(...pairs.flatMap((pair) => ['--set', pair])))
    const expected = {
      ...before,
      callsPerSecond: 3,
      limits: { perPhoneDaily: { otp: 5 } },
      settings: { ...(before.settings as object), upExtendCode: '15' },
    }
    const { callbackUrl, ...whole } = expected as Record<string, unknown>
    expect(changed).toEqual(whole)
    expect(await show()).toEqual({ ...whole, callbackUrl })
    expect(await told('channel.update')).toMatchObject([
      {
        via: 'cli',
        actor_name: expect.stringMatching(/^cli:/),
        details: { after: { callsPerSecond: 3 }, credentialsReplaced: false },
      },
    ])
  })

  test('an empty value goes back to the vendor’s own; hours and opt-out words are shown', async () => {
    const named = ['--set', 'quietHours=21:00-08:00', '--set', 'optOutWords=退订回T']
    await database.ask(set(...named, '--set', 'lowBalance=100'))
    expect(await show()).toMatchObject({
      lowBalance: 100,
      quietHours: { from: '21:00', to: '08:00' },
      optOutWords: '退订回T',
      limits: { perPhoneDaily: { otp: 5 } },
    })
    const { stdout } = await run(['channel', 'show', 'main'])
    expect(stdout).toContain('lowBalance=100 quietHours=21:00-08:00 optOutWords=退订回T')
    const names = ['callsPerSecond', 'perPhoneDaily.otp', 'quietHours', 'optOutWords', 'lowBalance']
    await database.ask(set(...names.flatMap((name) => ['--set', `${name}=`])))
    const back = { limits: {}, quietHours: null, optOutWords: null, lowBalance: null }
    expect(await show()).toMatchObject(back)
    expect((await show()).callsPerSecond).not.toBe(3)
  })

  test('name and credentials, of which nothing is repeated', async () => {
    const said = await runSms(database.variables, set('--name', 'first', '--credentials', '-'), {
      input: infocloudKey.replace('very-secret', 'new-secret'),
    })
    expect(said).toMatchObject({ status: 0, stdout: 'The channel “first” was changed.\n' })
    const audited = (await told('channel.update')).at(-1)
    expect(audited).toMatchObject({ details: { credentialsReplaced: true } })
    expect(JSON.stringify(audited)).not.toContain('secret')
    await database.ask(['channel', 'set', 'first', '--name', 'main'])
  })

  test('another address asks for the credentials again', async () => {
    const said = await run(set('--base-url', 'https://1.1.1.1', '--json'))
    expect(said).toMatchObject({ status: 1, stdout: '' })
    expect((await show()).baseUrl).not.toContain('1.1.1.1')
  })

  test.each([
    [['--set', 'callsPerSecond=0'], 2, 'callsPerSecond: Not less than 1.'],
    [['--set', 'signMethod=rot13'], 2, 'signMethod'],
    [['--set', 'quietHours=late'], 2, 'quietHours'],
    [['--credentials', infocloudKey], 2, 'do not belong'],
  ])('%j ends with %i and changes nothing', async (more, status, words) => {
    const before = await show()
    const said = await run(set(...more, '--json'))
    expect(said).toMatchObject({ status, stdout: '', stderr: expect.stringContaining(words) })
    expect(await show()).toEqual(before)
  })

  test('a channel that is not there', async () => {
    const said = await run(['channel', 'set', 'nowhere', '--name', 'x', '--lang', 'zh-CN'])
    expect(said).toMatchObject({ status: 1, stdout: '' })
    expect(said.stderr).toContain('没有名为“nowhere”的通道')
  })
})

type Template = Record<string, unknown>
const list = async () =>
  (await database.ask<{ templates: Template[] }>(['template', 'list'])).templates
const find = async (title: string) => (await list()).find((one) => one.title === title)

describe('template update', () => {
  const update = (name: string, ...more: string[]) => [
    ...['template', 'update', name, '--channel', 'main', ...more],
  ]

  test('changes what is named and nothing else, audited', async () => {
    const before = await find('income')
    const settings = ['--set', 'callsDaily=5', '--set', 'hours=08:00-20:00']
    const said = await database.ask(update('income', '--title', '收入', ...settings))
    const same = { id: before?.id, vendorId: 'income', reviewStatus: 'none' }
    expect(said).toEqual({ ...same, title: '收入' })
    expect(await find('收入')).toMatchObject({
      ...same,
      text: incomeText,
      category: 'notification',
      settings: { callsDaily: 5, hours: '08:00-20:00' },
    })
    expect(await told('template.update')).toMatchObject([
      { via: 'cli', details: { before: { title: 'income' }, after: { title: '收入' } } },
    ])
  })

  test('an empty setting is taken away; by the code too, in words', async () => {
    const said = await run(update('income', '--text', '{姓名,4}您好', '--set', 'callsDaily='))
    expect(said).toMatchObject({ status: 0, stderr: '' })
    expect(said.stdout).toMatch(/^The template “收入” was changed\. \S/)
    expect(await find('收入')).toMatchObject({
      ...{ text: '{姓名}您好', variableLengths: { 姓名: 4 }, settings: { hours: '08:00-20:00' } },
    })
  })

  test.each([
    [['plain', '--text', '【双签名】您好'], 1, 'must not contain'],
    [['plain', '--vendor-id', 'income'], 1, 'income'],
    [['plain', '--set', 'callsDaily=0'], 2, 'callsDaily'],
    [['plain', '--set', 'signLocation=top'], 2, 'no such setting'],
    [['nothing', '--title', 'x'], 1, 'nothing'],
  ])('%j ends with %i and changes nothing', async ([name = '', ...more], status, words) => {
    const before = await list()
    const said = await run([...update(name, ...more), '--json'])
    expect(said).toMatchObject({ status, stdout: '', stderr: expect.stringContaining(words) })
    expect(await list()).toEqual(before)
  })
})

test('template remove: only with --yes, once, audited', async () => {
  const remove = ['template', 'remove', 'plain', '--channel', 'main']
  expect(await run(remove)).toMatchObject({ status: 2, stdout: '' })
  const before = await find('plain')
  expect(await database.ask([...remove, '--yes'])).toEqual({ id: before?.id, title: 'plain' })
  expect(await find('plain')).toBeUndefined()
  expect(await told('template.remove')).toMatchObject([{ via: 'cli', details: { title: 'plain' } }])
  const again = await run([...remove, '--yes', '--lang', 'zh-CN'])
  expect(again).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining('plain') })
})
