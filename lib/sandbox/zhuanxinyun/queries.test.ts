import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askZhuanxinyun, postZhuanxinyun } from '../testing/zhuanxinyun-client.ts'

let sandbox: Sandbox
let now: number

beforeEach(async () => {
  now = Date.parse('2017-11-07T10:00:00+08:00')
  sandbox = await startSandbox({ reportDelayMs: [60_000, 60_000], now: () => now })
})
afterEach(() => sandbox.stop())

const set = (changes: Record<string, unknown>) =>
  sandbox.control.setSettings('zhuanxinyun', changes)
const ask = (call: string, fields?: Record<string, string>) => askZhuanxinyun(sandbox, call, fields)
const send = (phone: string, missionNums: string) =>
  ask('sendSms', {
    phones: phone,
    content: '【云通信】好',
    missionNums,
    batchNum: `b${missionNums}`,
  })

it('gives the balance in both formats as printed', async () => {
  sandbox.control.setBalance('zhuanxinyun', { count: 100 })
  const json = await postZhuanxinyun(sandbox, 'querySmsCount.json')
  expect(await json.text()).toBe('{"count":100,"errorCode":"000000","errorMsg":"获取成功"}')
  const xml = await postZhuanxinyun(sandbox, 'querySmsCount.xml')
  expect(await xml.text()).toBe(
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
      '<xml>\n<errorCode>000000</errorCode>\n<errorMsg>获取成功</errorMsg>\n<count>100</count>\n</xml>',
  )
})

it('refuses a balance asked for too soon, where it is told to mind', async () => {
  set({ balanceIntervalSeconds: 20 })
  expect((await ask('querySmsCount')).errorCode).toBe('000000')
  now += 19_000
  expect((await ask('querySmsCount')).errorCode).toBe('100014')
  now += 1_000
  expect((await ask('querySmsCount')).errorCode).toBe('000000')
})

it('gives the reports of a day, every time', async () => {
  await send('15067890010', 'm1')
  now += 86_400_000
  await send('15067890011', 'm2')
  await sandbox.control.flush()
  const first = { time: '2017-11-07' }
  const { records } = await ask('queryStatusReport', first)
  expect(records).toEqual([
    {
      mission_num: 'm1',
      dest_id: '15067890010',
      send_status: 'SUCCESS',
      receive_status: 'SUCCESS',
      receive_real_status: 'DELIVRD',
      batch_num: ' bm1',
      stat_time: '2017-11-08 10:00:00',
    },
  ])
  expect((await ask('queryStatusReport', first)).records).toEqual(records)
  expect((await ask('queryStatusReport')).records).toMatchObject([{ mission_num: 'm2' }])
  expect((await ask('queryStatusReport', { time: '2017-11-09' })).records).toEqual([])
})

it('gives them once where it is told to, the newest first and no more than it may', async () => {
  set({ readOnce: true, recordsPerQuery: 2 })
  for (const n of [1, 2, 3]) await send(`1506789001${n}`, `m${n}`)
  await sandbox.control.flush()
  const read = async () =>
    (await ask('queryStatusReport')).records?.map((record) => record.mission_num)
  expect(await read()).toEqual(['m3', 'm2'])
  expect(await read()).toEqual(['m1'])
  expect(await read()).toEqual([])
})

it('gives replies without any address to push them to', async () => {
  await sandbox.control.reply('zhuanxinyun', '15067890010', '收到')
  now += 3_600_000
  await sandbox.control.reply('zhuanxinyun', '15067890011', 'TD & 再见')
  const { records } = await ask('queryMoRecord')
  expect(records).toEqual([
    {
      src_id: '8615067890011',
      content: 'TD & 再见',
      dest_id: '10690123',
      time_stamp: '20171107110000',
    },
    {
      src_id: '8615067890010',
      content: '收到',
      dest_id: '10690123',
      time_stamp: '20171107100000',
    },
  ])
  const xml = await postZhuanxinyun(sandbox, 'queryMoRecord.xml')
  expect(await xml.text()).toContain('<content>TD &amp; 再见</content>')
  now += 86_400_001
  expect((await ask('queryMoRecord')).records).toEqual([])
  expect((await ask('queryMoRecord', { time: '2017-11-07' })).records).toHaveLength(2)
})

it.each([
  ['fraction', '2017-11-07 10:00:00.0'],
  ['iso', '2017-11-07T10:00:00'],
])('writes times as Java does, where it is told to: %s', async (timeStyle, time) => {
  set({ timeStyle, replyTimeIn: 'mo_time' })
  await send('15067890010', 'm1')
  await sandbox.control.flush()
  await sandbox.control.reply('zhuanxinyun', '15067890010', '收到')
  expect((await ask('queryStatusReport')).records).toMatchObject([{ stat_time: time }])
  expect((await ask('queryMoRecord')).records).toEqual([
    {
      src_id: '8615067890010',
      content: '收到',
      dest_id: '10690123',
      stat_time: '',
      mo_time: time,
    },
  ])
})

it.each(['queryStatusReport', 'queryMoRecord'])('%s refuses a wrong day', async (call) => {
  expect((await ask(call, { time: '2017/11/07' })).errorCode).toBe('100001')
  expect((await ask(call, { time: '2017-13-40' })).errorCode).toBe('100001')
})

it.each(['querySmsCount', 'queryStatusReport', 'queryMoRecord'])(
  '%s checks the key',
  async (call) => {
    expect((await ask(call, { appKey: 'nobody' })).errorCode).toBe('100002')
    expect((await ask(call, { appSecret: 'wrong' })).errorCode).toBe('100003')
  },
)
