import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askInfocloud } from '../testing/infocloud-client.ts'
import { startReceiver } from '../testing/receiver.ts'
import { VENDORS } from '../vendors.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ decideByPhone: true })
})
afterAll(() => sandbox.stop())

async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(sandbox.controlUrl + path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: response.status, json: await response.json() }
}

const post = (path: string, body: unknown) => control('POST', path, body)

it('runs a whole exchange over its JSON API', async () => {
  const receiver = await startReceiver()
  const vendor = 'infocloud'
  for (const kind of ['reports', 'replies']) {
    await post('/push', { vendor, kind, url: receiver.url })
  }
  const code = '860000000000000055'
  await post('/templates', { vendor, code, signature: '云通信', text: '你好', purse: 'member' })
  expect((await post('/balance', { vendor, member: 5 })).json).toMatchObject({ member: 5 })
  await askInfocloud(sandbox, '/message/send', { phones: '13800138000', templateCode: code })
  expect((await post('/flush', {})).json).toEqual({
    waiting: Object.fromEntries(Object.keys(VENDORS).map((name) => [name, 0])),
  })
  await post('/reply', { vendor, phone: '13800138000', content: '收到' })
  expect(receiver.pushes.flatMap((push) => push.data)).toMatchObject([
    { tel: '13800138000', arriveResult: 'DELIVRD' },
    { tel: '13800138000', content: '收到' },
  ])
  expect((await control('GET', '/accepted?vendor=infocloud&limit=5')).json).toMatchObject({
    total: 1,
    entries: [{ phone: '13800138000', text: '【云通信】你好' }],
    next: null,
  })
  receiver.close()
})

it('sets, lists and clears faults, settings and rates', async () => {
  await post('/faults', { vendor: 'upyun', fault: 'hang', count: 2, path: '/api/messages' })
  expect((await control('GET', '/faults')).json).toHaveLength(1)
  await control('DELETE', '/faults', { vendor: 'upyun' })
  expect((await control('GET', '/faults')).json).toEqual([])
  const settings = await post('/settings', { vendor: 'infocloud', lenientNonce: true })
  expect(settings.json).toMatchObject({ lenientNonce: true, maskPhones: true })
  expect((await post('/rates', { failureRate: 0.5 })).json).toMatchObject({ failureRate: 0.5 })
  await post('/reset', {})
  expect((await control('GET', '/state')).json).toMatchObject({
    rates: { failureRate: 0, decideByPhone: true },
    vendors: { infocloud: { settings: { lenientNonce: false } } },
  })
})

it.each([
  ['/push', { vendor: 'infocloud', kind: 'reports', url: 'ftp://x' }],
  ['/push', { vendor: 'upyun', kind: 'reports', url: 'http://127.0.0.1:1/' }],
  ['/faults', { vendor: 'upyun', fault: 'earthquake' }],
  ['/faults', { vendor: 'nobody', fault: 'hang' }],
  ['/reply', { vendor: 'upyun', phone: '13800138000', content: '好' }],
  ['/settings', { vendor: 'upyun', colour: 'blue' }],
  ['/templates', { vendor: 'upyun' }],
])('answers 400 with the reason to %s %j', async (path, body) => {
  const { status, json } = await post(path, body)
  expect(status).toBe(400)
  expect(json.error).toEqual(expect.any(String))
})

it('starts as a process, says where it is, and stops on SIGTERM', async () => {
  const child = spawn(process.execPath, ['bin/sandbox.ts', '--decide-by-phone'])
  const [chunk] = await once(child.stdout, 'data')
  const { urls, controlUrl, accounts } = JSON.parse(String(chunk))
  expect(Object.keys(urls)).toEqual(Object.keys(VENDORS))
  expect(accounts.upyun).toEqual({ token: expect.any(String) })
  expect((await fetch(`${controlUrl}/state`)).status).toBe(200)
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})
