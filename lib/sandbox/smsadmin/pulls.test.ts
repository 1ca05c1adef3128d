import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askSmsadmin, encodeEveryByte } from '../testing/smsadmin-client.ts'

let sandbox: Sandbox
let at = Date.parse('2026-11-21T02:00:00Z')

beforeAll(async () => {
  sandbox = await startSandbox({
    reportDelayMs: [60_000, 60_000],
    decideByPhone: true,
    now: () => at,
  })
})
beforeEach(() => {
  sandbox.control.reset()
  sandbox.control.setSettings('smsadmin', { pullIntervalMs: 0 })
})
afterAll(() => sandbox.stop())

const ask = (name: string, fields: Record<string, string> = {}) =>
  askSmsadmin(sandbox, name, fields)
const send = (mobile: string, linkid: string, more: Record<string, string> = {}) =>
  ask('post_send', { mobile, linkid, msg: '【云通信】好', ...more })
const flush = () => sandbox.control.flush('smsadmin')
const reply = (phone: string, content: string) => sandbox.control.reply('smsadmin', phone, content)

it('tells the balance on one line or on two', async () => {
  sandbox.control.setBalance('smsadmin', { balance: 42 })
  expect(await ask('user_info')).toBe('用户ID=demo1688 剩余资费=42')
  sandbox.control.setSettings('smsadmin', { balanceOnTwoLines: true })
  expect(await ask('user_info_urldecode', { uid: encodeEveryByte('demo1688') })).toBe(
    '用户ID=demo1688\n剩余资费=42',
  )
  expect(() => sandbox.control.setBalance('smsadmin', { gold: 1 })).toThrow('gold')
})

it('finds the sensitive words of a text', async () => {
  expect(await ask('mgz', { msg: '代开发票，小额贷款' })).toBe('敏感字:发票;贷款;')
  expect(await ask('mgz', { msg: '明天开会' })).toBe('不含敏感字')
})

it('gives each report once, 20 at a time', async () => {
  expect(await ask('report')).toBe('160')
  const phones = Array.from({ length: 25 }, (_, i) => String(13_900_010_100 + i))
  await send(phones.join(';'), 'abc1')
  expect(await ask('report')).toBe('160')
  await flush()
  const first = (await ask('report')).split('\n')
  expect(first).toHaveLength(21)
  expect(first[0]).toBe('13900010100/2026-11-21 10:00:00/abc1/DELIVRD/01')
  expect(first.at(-1)).toBe('')
  expect((await ask('report')).split('\n')).toHaveLength(6)
  expect(await ask('report')).toBe('160')
})

it('reports failures with their word, and nothing for ever for the ending 0002', async () => {
  await send('13800130001;13800130002;13800130006', 'abc2')
  await flush()
  const words = (await ask('report'))
    .trim()
    .split('\n')
    .map((row) => row.split('/')[3])
  expect(words).toEqual(['UNDELIV', 'MK:0001'])
})

it('gives each reply once, with the linkid of the last message to its phone', async () => {
  expect(await ask('reve')).toBe('150')
  await send('13800138000', 'abc3')
  await reply('13800138000', '退订/TD 好')
  await reply('13800138000', '第一行\n第二行+%')
  expect(await ask('reve')).toBe(
    '13800138000/2026-11-21 10:00:00/abc3/退订/TD 好/01\n' +
      '13800138000/2026-11-21 10:00:00/abc3/第一行\n第二行+%/01\n',
  )
  expect(await ask('reve')).toBe('150')
  expect(await ask('reve_urlencode')).toBe('150')
})

it('encodes the content of a reply in GBK for reve_urlencode', async () => {
  await reply('13800138000', '退/a b')
  expect(await ask('reve_urlencode')).toBe('13800138000/2026-11-21 10:00:00//%CD%CB%2Fa%20b/01\n')
})

it('encodes what is special alone, where it is told to', async () => {
  sandbox.control.setSettings('smsadmin', { encodes: 'special' })
  await reply('13800138000', '退/a b+好')
  expect(await ask('reve_urlencode')).toBe('13800138000/2026-11-21 10:00:00//退%2Fa%20b%2B好/01\n')
})

it('says that there is nothing in words, or not at all, and leaves the sub-code out', async () => {
  sandbox.control.setSettings('smsadmin', { nothingAs: 'worded', subCode: null })
  expect(await ask('report')).toBe('160当前账户无可获取的状态报告')
  sandbox.control.setSettings('smsadmin', { spacedAnswers: true })
  expect(await ask('reve')).toBe('150 当前账户无可获取的用户上行信息')
  sandbox.control.setSettings('smsadmin', { nothingAs: 'empty' })
  expect(await ask('reve')).toBe('')
  await reply('13800138000', '好')
  expect(await ask('reve')).toBe('13800138000/2026-11-21 10:00:00//好\n')
})

it('leaves linkid out of replies where the channel does not know it', async () => {
  sandbox.control.setSettings('smsadmin', { linkidInReplies: false })
  await send('13800138000', 'abc4')
  await reply('13800138000', '好')
  expect(await ask('reve')).toBe('13800138000/2026-11-21 10:00:00//好/01\n')
})

it('holds the ending 0003 to its reply', async () => {
  await send('13800130003', 'abc5')
  await flush()
  expect(await ask('reve')).toMatch('/abc5/TD/01')
})

it('finds nothing within 5 s of the last pull, and loses nothing by it', async () => {
  sandbox.control.setSettings('smsadmin', { pullIntervalMs: 4_500 })
  expect(await ask('report')).toBe('160')
  await send('13800138000', 'abc6')
  await flush()
  await reply('13800138000', '好')
  expect(await ask('report')).toBe('160')
  expect(await ask('reve')).toMatch('好')
  at += 5_000
  expect(await ask('report')).toMatch('abc6')
})

it('finds nothing on a channel whose pulls are closed', async () => {
  sandbox.control.setSettings('smsadmin', { pullsOpen: false })
  await send('13800138000', 'abc7')
  await flush()
  await reply('13800138000', '好')
  expect(await ask('report')).toBe('160')
  expect(await ask('reve')).toBe('150')
})

it('sends at dtime, and at once where that is past or no time', async () => {
  const own = await startSandbox({
    reportDelayMs: [0, 0],
    settings: { smsadmin: { pullIntervalMs: 0 } },
  })
  const inTwoSeconds = new Date(Date.now() + 8 * 3_600_000 + 2_000).toISOString()
  const times = {
    later: inTwoSeconds.slice(0, 19).replace('T', ' '),
    past: '2026-01-01 12:00:00',
    never: '0000-00-00 00:00:00',
    now: '',
  }
  for (const [linkid, dtime] of Object.entries(times)) {
    const fields = { mobile: '13800138000', msg: '【云通信】好', linkid, dtime }
    await askSmsadmin(own, 'post_send', fields)
  }
  const pulled: (string | undefined)[] = []
  const pull = async () => {
    const body = await askSmsadmin(own, 'report')
    if (body !== '160')
      pulled.push(
        ...body
          .trim()
          .split('\n')
          .map((row) => row.split('/')[2]),
      )
  }
  await new Promise((resolve) => setTimeout(resolve, 300))
  await pull()
  expect(pulled).toEqual(['past', 'never', 'now'])
  await vi.waitFor(
    async () => {
      await pull()
      expect(pulled).toEqual(['past', 'never', 'now', 'later'])
    },
    { timeout: 3_000 },
  )
  await own.stop()
})
