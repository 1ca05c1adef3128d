import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askInfocloud } from '../testing/infocloud-client.ts'
import { INFOCLOUD_DEMO_TEMPLATES as TEMPLATES } from './demo-templates.ts'

type Receipt = { msgId: string; tel: string; arrive: string; arriveTime: string; bid: string }

let sandbox: Sandbox
let shift = 0
const now = () => Date.now() + shift

beforeAll(async () => {
  const settings = { infocloud: { queriesPerMinute: 0 } }
  sandbox = await startSandbox({ settings, now, decideByPhone: true, reportDelayMs: [9e6, 9e6] })
})
beforeEach(() => {
  shift = 0
  sandbox.control.reset()
})
afterAll(() => sandbox.stop())

const ask = (path: string, fields = {}) =>
  askInfocloud(sandbox, path, fields, { timestamp: String(now()) })
const receipts = async (fields = {}, path = '/sms/arriveRes/qry') =>
  (await ask(path, fields)).data as Receipt[]

async function send(phones: string, bid = ''): Promise<string> {
  const templateCode = TEMPLATES.fixed.code
  const { data } = await ask('/message/send', { phones, templateCode, bid })
  return (data as { msgId: string }).msgId
}

it('gives nothing before the report, and each receipt once', async () => {
  const msgId = await send('13800138000,13800130001', 'ref-1')
  expect(await receipts()).toEqual([])
  await sandbox.control.flush()
  const arriveTime = expect.stringMatching(/^\d{10}$/)
  expect(await receipts()).toEqual([
    { msgId, tel: '138****8000', arrive: 'DELIVRD', arriveTime, bid: 'ref-1' },
    { msgId, tel: '138****0001', arrive: 'UNDELIV', arriveTime, bid: 'ref-1' },
  ])
  expect(await receipts()).toEqual([])
})

it('finds by msgId and by bid, under both names, masked or not', async () => {
  sandbox.control.setSettings('infocloud', { maskPhones: false })
  const first = await send('13800138000', 'a')
  const second = await send('13800138001', 'b')
  await send('13800138002', 'c')
  await sandbox.control.flush()
  const found = await receipts({ msgId: `${first},${second}` }, '/sms/arrive/qry')
  expect(found.map((row) => row.tel)).toEqual(['13800138000', '13800138001'])
  expect((await receipts({ bid: 'c' })).map((row) => row.tel)).toEqual(['13800138002'])
})

it('serves receipts under one of its names where it is told to', async () => {
  for (const [served, other] of [
    ['arriveRes', 'arrive'],
    ['arrive', 'arriveRes'],
  ]) {
    sandbox.control.setSettings('infocloud', { receiptPaths: served })
    expect(await receipts({}, `/sms/${served}/qry`)).toEqual([])
    const url = `${sandbox.urls.infocloud}/sms/${other}/qry`
    expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(404)
  }
})

it('never reports the ending 0002', async () => {
  await send('13800130002')
  await sandbox.control.flush()
  expect(await receipts()).toEqual([])
})

it('gives 600 a call and refuses 601 msgIds', async () => {
  await send(Array.from({ length: 700 }, (_, i) => String(13_800_010_100 + i)).join(','))
  await sandbox.control.flush()
  expect(await receipts()).toHaveLength(600)
  expect(await receipts()).toHaveLength(100)
  const msgId = Array.from({ length: 601 }, (_, i) => String(i)).join(',')
  expect(await ask('/sms/arriveRes/qry', { msgId })).toMatchObject({ code: 40004 })
})

it('forgets receipts older than six hours', async () => {
  await send('13800138000')
  await sandbox.control.flush()
  shift = 6 * 3_600_000 + 1_000
  expect(await receipts()).toEqual([])
})

it('counts a day', async () => {
  await send('13800138000,13800130001,13800130002')
  await sandbox.control.flush()
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const range = { startDate: today, endDate: today, page: 1, pageSize: 50 }
  expect(await ask('/sms/send/statistics', range)).toMatchObject({
    code: 200,
    data: [{ totalCount: 3, successCount: 1, failCount: 1, noReceiptCount: 1, sendDate: today }],
    totalSize: 1,
  })
  expect((await ask('/sms/send/statistics', { ...range, page: 2 })).data).toEqual([])
  for (const wrong of [{ pageSize: 51 }, { page: 0 }, { startDate: '20261121' }]) {
    expect(await ask('/sms/send/statistics', { ...range, ...wrong })).toMatchObject({ code: 40004 })
  }
})

it('knows what is left of the three kinds', async () => {
  sandbox.control.setBalance('infocloud', { industry: 9784, member: 10007, marketing: 6506 })
  expect((await ask('/sms/residueValue/qry')).data).toEqual([
    { itemName: '行业短信', residueValue: 9784 },
    { itemName: '会员短信', residueValue: 10007 },
    { itemName: '推广短信', residueValue: 6506 },
  ])
  expect(() => sandbox.control.setBalance('infocloud', { gold: 1 })).toThrow('gold')
})

it('lets three queries a minute through, and the balance once in 15 s', async () => {
  sandbox.control.setSettings('infocloud', { queriesPerMinute: 3 })
  const codes: unknown[] = []
  const paths = ['residueValue', 'residueValue', 'arriveRes', 'arriveRes', 'arriveRes']
  for (const path of paths) codes.push((await ask(`/sms/${path}/qry`)).code)
  expect(codes).toEqual([200, 6000, 200, 200, 6000])
  shift = 61_000
  expect(await ask('/sms/residueValue/qry')).toMatchObject({ code: 200 })
})
