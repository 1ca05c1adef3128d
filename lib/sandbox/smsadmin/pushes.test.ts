import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askSmsadmin } from '../testing/smsadmin-client.ts'

type Push = { method: string; url: string; body: string; type: string }

let sandbox: Sandbox
let receiver: Awaited<ReturnType<typeof startReceiver>>
const AT = Date.parse('2026-11-21T02:00:00Z')

async function startReceiver() {
  const pushes: Push[] = []
  let status = 200
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const body = Buffer.concat(chunks).toString('latin1')
      pushes.push({ method, url, body, type: headers['content-type'] ?? '' })
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  const answerWith = (next: number) => {
    status = next
  }
  return { url: `http://127.0.0.1:${port}/push`, pushes, answerWith, close }
}

beforeEach(async () => {
  receiver = await startReceiver()
  sandbox = await startSandbox({
    reportDelayMs: [60_000, 60_000],
    now: () => AT,
    settings: { smsadmin: { pullIntervalMs: 0 } },
    pushUrls: { smsadmin: { reports: receiver.url, replies: receiver.url } },
  })
})
afterEach(async () => {
  receiver.close()
  await sandbox.stop()
})

const send = (mobile: string, linkid: string) =>
  askSmsadmin(sandbox, 'post_send', { mobile, linkid, msg: '【云通信】好' })
const flush = () => sandbox.control.flush('smsadmin')
const pull = () => askSmsadmin(sandbox, 'report')

it('pushes each report by itself as the example of §10 prints it', async () => {
  await send('13802102102;13802102103', '123456789')
  await flush()
  const rest = 'LinkId=123456789&Report=DELIVRD&ReportTime=2026-11-21%2010%3A00%3A00'
  expect(receiver.pushes).toEqual(
    ['13802102102', '13802102103'].map((phone) => ({
      method: 'POST',
      url: `/push?Class=rpt&SmsName=demo1688&Mobile=${phone}&${rest}`,
      body: '',
      type: 'application/x-www-form-urlencoded',
    })),
  )
  expect(await pull()).toBe('160')
})

it('pushes a reply in GBK, in the address or in the body', async () => {
  await send('13802102102', '123456789')
  await sandbox.control.reply('smsadmin', '13802102102', '退订 TD')
  sandbox.control.setSettings('smsadmin', { pushIn: 'body' })
  await sandbox.control.reply('smsadmin', '13802102102', '退订 TD')
  expect(receiver.pushes.map(({ url, body }) => [url, body])).toEqual([
    [
      '/push?Class=mo&SmsName=demo1688&Mobile=13802102102&Message=%CD%CB%B6%A9%20TD&LinkId=123456789&RevertTime=2026-11-21%2010%3A00%3A00',
      '',
    ],
    [
      '/push',
      'Class=mo&SmsName=demo1688&Mobile=13802102102&Message=%CD%CB%B6%A9+TD&LinkId=123456789&RevertTime=2026-11-21+10%3A00%3A00',
    ],
  ])
})

it('writes the kind in capitals, where it is told to', async () => {
  sandbox.control.setSettings('smsadmin', { capitalClass: true })
  await send('13802102102', 'abc')
  await flush()
  await sandbox.control.reply('smsadmin', '13802102102', 'TD')
  expect(receiver.pushes.map(({ url }) => /Class=(\w+)/.exec(url)?.[1])).toEqual(['RPT', 'MO'])
})

it('adds to an address that has parameters of its own', async () => {
  sandbox.control.setPush('smsadmin', 'reports', `${receiver.url}?key=1`)
  await send('13802102102', 'abc')
  await flush()
  expect(receiver.pushes[0]?.url).toMatch(/^\/push\?key=1&Class=rpt&/)
})

it('never repeats a push, nor gives it to a pull afterwards', async () => {
  receiver.answerWith(503)
  await send('13802102102', 'abc')
  expect(await flush()).toEqual({ smsadmin: 0 })
  receiver.answerWith(200)
  await send('13802102103', 'abd')
  await flush()
  expect(receiver.pushes.map(({ url }) => /LinkId=(\w+)/.exec(url)?.[1])).toEqual(['abc', 'abd'])
  expect(await pull()).toBe('160')
})

it('gives up on an address that cannot be reached', async () => {
  receiver.close()
  await send('13802102102', 'abc')
  expect(await flush()).toEqual({ smsadmin: 0 })
  expect(await pull()).toBe('160')
})

it('pushes over plain http only, and to port 80 only when told to be as strict', () => {
  const register = (url: string) => sandbox.control.setPush('smsadmin', 'replies', url)
  expect(() => register('https://sms.example.com/push')).toThrow('plain http')
  sandbox.control.setSettings('smsadmin', { pushPort80Only: true })
  expect(() => register(receiver.url)).toThrow('port 80')
  expect(() => register('http://sms.example.com/push')).not.toThrow()
})
