import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { chinaSecond } from '../core/clock.ts'
import { type Sandbox, startSandbox } from '../start.ts'
import { askVeesing } from '../testing/veesing-client.ts'

const MINUTE = 60_000
const START = Date.parse('2019-07-23T17:00:00+08:00')
const FORM = 'application/x-www-form-urlencoded;charset=utf-8'

let sandbox: Sandbox
let receiver: Awaited<ReturnType<typeof startReceiver>>
let now = START
let status = 200

async function startReceiver() {
  const pushes: { type: string; body: string }[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8')
      pushes.push({ type: request.headers['content-type'] ?? '', body })
      response.writeHead(status).end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  const rows = () => pushes.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
  return { url: `http://127.0.0.1:${port}/push`, pushes, rows, close }
}

beforeEach(async () => {
  now = START
  status = 200
  receiver = await startReceiver()
  sandbox = await startSandbox({
    now: () => now,
    decideByPhone: true,
    reportDelayMs: [MINUTE, MINUTE],
    settings: { veesing: { perPhoneIntervalMs: 0 } },
    pushUrls: { veesing: { reports: receiver.url, replies: receiver.url } },
  })
})
afterEach(async () => {
  receiver.close()
  await sandbox.stop()
})

const send = async (phone: string, fields = {}) =>
  (await askVeesing(sandbox, '/smsApi/group', { phone, content: '【云通信】收到请回', ...fields }))
    .taskId ?? ''
const flush = () => sandbox.control.flush('veesing')

it('pushes each report by itself, in the bytes of §2', async () => {
  const taskid = await send('15080920000,15080920006')
  await flush()
  const time = '2019-07-23+17%3A00%3A00'
  expect(receiver.pushes).toEqual([
    {
      type: FORM,
      body: `mobile=15080920000&taskid=${taskid}&status=1&code=DELIVRD&receivetime=${time}`,
    },
    {
      type: FORM,
      body: `mobile=15080920006&taskid=${taskid}&status=0&code=MK%3A0001&receivetime=${time}`,
    },
  ])
})

it('masks phones as the tables print them, where it is told to', async () => {
  sandbox.control.setSettings('veesing', { masksPhones: true })
  const taskid = await send('15080920000')
  await flush()
  await sandbox.control.reply('veesing', '15080920000', '收到')
  expect(receiver.rows()).toMatchObject([
    { mobile: '1508092****', taskid, status: '1' },
    { mobile: '1508092****', taskid, content: '收到' },
  ])
})

it('pushes a reply with the latest task of its phone, and none without one', async () => {
  await send('15080920000')
  const latest = await send('15080920000')
  await sandbox.control.reply('veesing', '15080920000', '收到 T&D')
  await sandbox.control.reply('veesing', '13900000000', '你是谁')
  expect(receiver.rows()).toEqual([
    {
      mobile: '15080920000',
      taskid: latest,
      content: '收到 T&D',
      receivetime: '2019-07-23 17:00:00',
    },
    expect.objectContaining({ mobile: '13900000000', taskid: '', content: '你是谁' }),
  ])
})

it('replies by itself where the ending says so', async () => {
  const taskid = await send('15080920003')
  await flush()
  await flush()
  expect(receiver.rows()).toMatchObject([
    { taskid, status: '1' },
    { taskid, content: 'TD' },
  ])
})

it('does not repeat a push that failed', async () => {
  status = 503
  await send('15080920000,15080920009')
  expect(await flush()).toEqual({ veesing: 0 })
  expect(receiver.pushes).toHaveLength(2)
  status = 200
  await send('15080920010')
  await flush()
  expect(receiver.rows().at(-1)).toMatchObject({ mobile: '15080920010' })
  expect(receiver.pushes).toHaveLength(3)
})

it('keeps reports until there is an address', async () => {
  sandbox.control.setPush('veesing', 'reports', null)
  await send('15080920000')
  expect(await flush()).toEqual({ veesing: 1 })
  sandbox.control.setPush('veesing', 'reports', receiver.url)
  await flush()
  expect(receiver.rows()).toMatchObject([{ mobile: '15080920000' }])
})

it('duplicates, reorders and is early on request', async () => {
  const strike = (fault: 'duplicate-push' | 'reorder-push' | 'push-before-answer') =>
    sandbox.control.addFault({ vendor: 'veesing', fault, count: 1 })
  strike('duplicate-push')
  strike('reorder-push')
  await send('15080920000,15080920009')
  await flush()
  const phones = () => receiver.rows().map(({ mobile }) => mobile)
  expect(phones()).toEqual(['15080920009', '15080920009', '15080920000'])
  strike('push-before-answer')
  const taskid = await send('15080920010')
  expect(receiver.rows().at(-1)).toMatchObject({ mobile: '15080920010', taskid })
})

it('holds a schedule: no report before the time it was given', async () => {
  const settings = { veesing: { minutesAhead: 0 } }
  const pushUrls = { veesing: { reports: receiver.url } }
  const running = await startSandbox({ settings, pushUrls, reportDelayMs: [0, 0] })
  const sendAt = Math.ceil(Date.now() / 1_000 + 1) * 1_000
  const sendTime = chinaSecond(sendAt)
  const fields = { content: '【云通信】定时', sendTime }
  await askVeesing(running, '/smsApi/group', { phone: '15080920000', ...fields })
  await askVeesing(running, '/smsApi/group', { phone: '15080920009', content: '【云通信】马上' })
  await expect.poll(receiver.rows, { timeout: 4_000 }).toMatchObject([{ mobile: '15080920009' }])
  expect(Date.now()).toBeLessThan(sendAt)
  await expect
    .poll(() => receiver.rows()[1], { timeout: 4_000 })
    .toMatchObject({
      mobile: '15080920000',
      receivetime: sendTime,
    })
  await running.stop()
})
