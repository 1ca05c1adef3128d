import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type CliConsole, openCliConsole } from './cli.fixture.ts'

vi.setConfig({ testTimeout: 90_000, hookTimeout: 180_000 })

let world: CliConsole
beforeAll(async () => {
  world = await openCliConsole(['upyun'])
})
afterAll(() => world.close())

type Listed = { templates: Record<string, unknown>[] }
const verb = (name: string, ...more: string[]) => [
  ...['template', name, '收入', '--channel', 'upyun', ...more],
]
const listed = async () =>
  (await world.ask<Listed>(['template', 'list', '--channel', 'upyun'])).templates

test('update and remove reach a vendor that has an interface for templates', async () => {
  const reviewed = async () => {
    await world.freeQueries()
    await world.ask(['template', 'sync', '--channel', 'upyun'])
    return (await listed())[0]?.reviewStatus
  }
  await expect.poll(reviewed, { timeout: 10_000 }).toBe('approved')
  const [before] = await listed()
  const update = verb('update', '--text', '{姓名}您好，收入{金额}元，请查收。')
  const unsaid = await world.run([...update, '--json'])
  expect(unsaid).toMatchObject({ status: 2, stdout: '' })
  expect(unsaid.stderr).toContain('Give --yes')
  expect(await listed()).toEqual([before])
  const changed = await world.ask([...update, '--yes'])
  expect(changed).toMatchObject({ id: before?.id, reviewStatus: 'review' })
  const settings = before?.settings
  await world.freeQueries()
  await world.ask(['template', 'sync', '--channel', 'upyun'])
  expect(await listed()).toMatchObject([
    { vendorId: before?.vendorId, text: '{姓名}您好，收入{金额}元，请查收。', settings },
  ])
  const fixed = await world.run(verb('update', '--category', 'otp', '--yes', '--json'))
  expect(fixed).toMatchObject({ status: 1, stdout: '' })
  expect(await world.ask(verb('remove', '--yes'))).toEqual({ id: before?.id, title: '收入' })
  await world.freeQueries()
  await world.ask(['template', 'sync', '--channel', 'upyun'])
  expect(await listed()).toEqual([])
})
