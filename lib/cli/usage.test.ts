import { describe, expect, test, vi } from 'vitest'
import { runSms } from './testing/run-sms.ts'

// Each is a process of its own, and machines that run tests are busy.
vi.setConfig({ testTimeout: 30_000 })

const nowhere = { DATA_DIR: '/nonexistent' }

describe('wrong usage ends with 2, says why on standard error and nothing on standard output', () => {
  test.each([
    ['', 'Usage: sms'],
    ['channel', 'Usage: sms channel'],
    ['channl list', 'no command channl. (channel?)'],
    ['channel lst', 'no command lst'],
    ['channel list --colour', 'no option --colour'],
    ['channel list extra', 'more arguments'],
    ['channel show', 'channel is missing'],
    ['channel add --vendor nobody --name n --credentials f', 'nobody does not do for --vendor'],
    ['channel add --vendor upyun --name n', '--credentials <file> is missing'],
    ['channel add --vendor upyun --credentials f --name', '--name <name> needs a value'],
    ['channel add --vendor upyun --name n --credentials f --set x=1', 'no such setting'],
    ['channel add --vendor upyun --name n --credentials {"token":"t0p-s3cret"}', 'do not belong'],
    ['channel set', 'channel is missing'],
    ['channel set main', 'say what is to be changed'],
    ['template update t', '--channel <channel> is missing'],
    ['template update t --channel c', 'say what is to be changed'],
    ['template update t --channel c --category king', 'Choose one of notification'],
    ['template remove t --channel c', 'Give --yes to delete'],
    ['batch send --channel c --template t', '--file <file> is missing'],
    ['batch send --channel c --template t --file f', 'Give --yes'],
    ['batch send --channel c --template t --file f --yes --at soon', 'Write a time'],
    ['message list --status lost', 'Choose one of queued'],
    ['message list --limit 501', 'from 1 to 500'],
    ['message list --cursor x', 'Give the “next”'],
    ['batch list --cursor x', 'Give the “next”'],
    ['phone erase 13800138000', 'Give --yes to erase'],
    ['phone erase 12345 --yes', 'mobile number of 11 digits'],
    ['setting set keepMessagesDays=6', 'no value for keepMessagesDays'],
    ['user add --email a@b.cn --name n --role king', 'Choose one of viewer'],
    ['user add --email nobody --name n --role viewer', 'Write an e-mail address'],
    ['--lang fr health', 'Choose one of zh-CN, en'],
  ])('sms %s', async (line, words) => {
    const said = await runSms(nowhere, [...line.split(' ').filter(Boolean), '--json'])
    expect(said).toMatchObject({ status: 2, stdout: '' })
    expect(said.stderr).toContain(words)
    expect(said.stderr).not.toContain('t0p-s3cret')
  })

  test('in Chinese too', async () => {
    const said = await runSms({ ...nowhere, LANG: 'zh_CN.UTF-8' }, ['batch', 'send'])
    expect(said).toMatchObject({ status: 2, stderr: '用法错误：缺少选项 --channel <channel>。\n' })
  })
})

const helped = [
  ...['', 'channel', 'channel add', 'channel set', 'template add', 'template update'],
  ...['template remove', 'batch send', 'message list', 'health'],
]
test.each(helped)('sms %s --help shows examples and ends with 0', async (line) => {
  const said = await runSms(nowhere, [...line.split(' ').filter(Boolean), '--help'])
  expect(said).toMatchObject({ status: 0, stderr: '' })
  expect(said.stdout).toMatch(new RegExp(`^Usage: sms ${line}`))
  expect(said.stdout).toMatch(/Examples:\n {2}sms /)
})

test('without a database it says what to do, and ends with 1', async () => {
  const said = await runSms(nowhere, ['channel', 'list', '--json'])
  expect(said).toMatchObject({ status: 1, stdout: '' })
  expect(said.stderr).toMatch(/npm run demo[\s\S]*DATABASE_URL is not set/)
})

test('a time that has passed is an error, not wrong usage', async () => {
  const line = 'batch send --channel c --template t --file f --yes --at 2020-01-01T08:00'
  const said = await runSms(nowhere, line.split(' '))
  expect(said).toMatchObject({ status: 1, stdout: '' })
  expect(said.stderr).toContain('lies in the past')
})
