import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askInfocloud } from '../testing/infocloud-client.ts'
import { startReceiver } from '../testing/receiver.ts'
import { INFOCLOUD_DEMO_TEMPLATES as TEMPLATES } from './demo-templates.ts'

type Receiver = Awaited<ReturnType<typeof startReceiver>>

let sandbox: Sandbox
let receiver: Receiver | undefined

beforeEach(async () => {
  const settings = { infocloud: { queriesPerMinute: 0 } }
  sandbox = await startSandbox({ settings, decideByPhone: true, reportDelayMs: [10, 60] })
})
afterEach(async () => {
  receiver?.close()
  await sandbox.stop()
})

async function listen(behave?: Parameters<typeof startReceiver>[0]): Promise<Receiver> {
  receiver = await startReceiver(behave)
  sandbox.control.setPush('infocloud', 'reports', receiver.url)
  sandbox.control.setPush('infocloud', 'replies', receiver.url)
  return receiver
}

const send = (phones: string, more = {}) =>
  askInfocloud(sandbox, '/message/send', { phones, templateCode: TEMPLATES.fixed.code, ...more })

const rows = ({ pushes }: Receiver) => pushes.flatMap((push) => push.data)

it('pushes reports by itself, with our bid and its key', async () => {
  const receiver = await listen()
  const { data } = await send('13800138000,13800130005', { bid: 'ref-9' })
  await vi.waitFor(() => expect(rows(receiver)).toHaveLength(2))
  const { msgId } = data as { msgId: string }
  expect(receiver.pushes[0]?.apiKey).toBe(sandbox.accounts.infocloud.apiKey)
  expect(rows(receiver).sort((a, b) => String(b.tel).localeCompare(String(a.tel)))).toEqual([
    {
      msgId,
      tel: '13800138000',
      arriveResult: 'DELIVRD',
      arriveTime: expect.any(String),
      bid: 'ref-9',
    },
    {
      msgId,
      tel: '13800130005',
      arriveResult: 'EXPIRED',
      arriveTime: expect.any(String),
      bid: 'ref-9',
    },
  ])
  // A push counts once it was answered, which is after the receiver saw it.
  await sandbox.control.flush()
  const pulled = await askInfocloud(sandbox, '/sms/arriveRes/qry')
  expect(pulled.data).toEqual([])
})

it('pushes the reply of the ending 0003, and one asked for, to the extension', async () => {
  const receiver = await listen()
  await send('13800130003', { upExtendCode: '42' })
  await sandbox.control.flush()
  await sandbox.control.reply('infocloud', '13800130003', '谢谢')
  const replies = rows(receiver).filter((row) => 'content' in row)
  expect(replies).toMatchObject([
    { tel: '13800130003', content: 'TD', srcId: expect.stringMatching(/^106\d+42$/) },
    { tel: '13800130003', content: '谢谢', arriveTime: expect.stringMatching(/^\d{10}$/) },
  ])
})

it('refuses a reply that could be pushed nowhere', async () => {
  await expect(sandbox.control.reply('infocloud', '13800138000', '好')).rejects.toThrow(
    'no address',
  )
})

it('pushes at most 500 at a time and loses none', async () => {
  const receiver = await listen()
  const phones = Array.from({ length: 1000 }, (_, i) => String(13_900_010_000 + i))
  await send(phones.join(','))
  await sandbox.control.flush()
  expect(Math.max(...receiver.pushes.map((push) => push.data.length))).toBeLessThanOrEqual(500)
  const reported = new Set(rows(receiver).map((row) => row.tel))
  expect(reported.size).toBe(
    phones.filter((phone) => !phone.endsWith('0002') && !phone.endsWith('0007')).length,
  )
})

it('stops after three slow answers in a row, and begins again with a new address', async () => {
  const slow = await listen(() => ({ afterMs: 1_500 }))
  await send('13800138000')
  await sandbox.control.flush()
  expect(slow.pushes).toHaveLength(3)
  await send('13800138001')
  await sandbox.control.flush()
  expect(slow.pushes).toHaveLength(3)
  expect(sandbox.control.state()).toMatchObject({
    vendors: { infocloud: { pushes: { reports: { stopped: true } } } },
  })
  slow.close()
  const quick = await listen()
  await sandbox.control.flush()
  expect(rows(quick).map((row) => row.tel)).toEqual(['13800138000', '13800138001'])
}, 15_000)

it('tries again later when the address answers an error', async () => {
  const receiver = await listen((count) => ({ status: count === 1 ? 503 : 200 }))
  await send('13800138000')
  await vi.waitFor(() => expect(receiver.pushes).toHaveLength(2), { timeout: 5_000 })
  await vi.waitFor(async () =>
    expect(await sandbox.control.flush()).toMatchObject({ infocloud: 0 }),
  )
})

it('duplicates and reorders on request', async () => {
  const receiver = await listen()
  sandbox.control.addFault({ vendor: 'infocloud', fault: 'duplicate-push', count: 1, copies: 2 })
  await send('13800138000')
  await sandbox.control.flush()
  expect(receiver.pushes).toHaveLength(3)
  sandbox.control.addFault({ vendor: 'infocloud', fault: 'reorder-push' })
  sandbox.control.setRates({ reportDelayMs: [60_000, 60_000] })
  await send('13800138001,13800138002,13800138003')
  await sandbox.control.flush()
  expect(receiver.pushes.at(-1)?.data.map((row) => row.tel)).toEqual([
    '13800138003',
    '13800138002',
    '13800138001',
  ])
})

it('can push a report before the send was answered', async () => {
  const receiver = await listen()
  sandbox.control.setRates({ reportDelayMs: [60_000, 60_000] })
  sandbox.control.addFault({ vendor: 'infocloud', fault: 'push-before-answer', count: 1 })
  const { data } = await send('13800138000')
  expect(rows(receiver)).toMatchObject([{ msgId: (data as { msgId: string }).msgId }])
})
