import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { INFOCLOUD_DEMO_TEMPLATES as TEMPLATES } from '../infocloud/demo-templates.ts'
import { type Sandbox, type SandboxOptions, startSandbox } from '../start.ts'
import { askInfocloud } from '../testing/infocloud-client.ts'
import { startReceiver } from '../testing/receiver.ts'
import { askUpyun, createUsableTemplate } from '../testing/upyun-client.ts'

let dataDir: string
let sandbox: Sandbox

const start = async (options: SandboxOptions = {}) => {
  sandbox = await startSandbox({ dataDir, reportDelayMs: [60_000, 60_000], ...options })
}

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sandbox-'))
})
afterEach(async () => {
  await sandbox.stop()
  rmSync(dataDir, { recursive: true })
})

const send = (phones: string, templateCode: string = TEMPLATES.fixed.code) =>
  askInfocloud(sandbox, '/message/send', { phones, templateCode, bid: 'ref-1' })

it('keeps templates, numbers, balances and unreported messages over a restart', async () => {
  await start()
  const code = '860000000000000077'
  sandbox.control.addTemplate('infocloud', {
    code,
    signature: '云通信',
    text: '你好',
    purse: 'member',
  })
  const before = (await send('13800138000,13800138001')).data as { msgId: string }
  const template = await createUsableTemplate(sandbox)
  const message = { template_id: template, mobile: '15757654321', vars: 'a|b' }
  await askUpyun(sandbox, 'POST', '/api/messages', message)
  await sandbox.stop()

  await start()
  const after = (await send('13800138002', code)).data as { msgId: string }
  expect(after.msgId > before.msgId).toBe(true)
  expect(sandbox.control.balance('infocloud')).toMatchObject({ member: 999_997 })
  expect(sandbox.control.accepted('infocloud').total).toBe(3)
  await sandbox.control.flush()
  const { json } = await askUpyun(sandbox, 'GET', '/api/messages')
  expect(json).toMatchObject({ total: 1, messages: [{ status: 'success', template_id: template }] })
  expect((await askInfocloud(sandbox, '/sms/arriveRes/qry')).data).toHaveLength(3)
})

it('appends one line a recipient to accepted.jsonl, for all vendors', async () => {
  await start()
  await send('13800138000,123,13800138001')
  await askUpyun(sandbox, 'POST', '/api/messages', {
    template_id: await createUsableTemplate(sandbox),
    mobile: '15757654321',
    vars: 'a|b',
  })
  const lines = readFileSync(join(dataDir, 'accepted.jsonl'), 'utf8').trim().split('\n')
  const entries = lines.map((line) => JSON.parse(line))
  expect(entries.map(({ vendor, phone, reference }) => [vendor, phone, reference])).toEqual([
    ['infocloud', '13800138000', 'ref-1'],
    ['infocloud', '13800138001', 'ref-1'],
    ['upyun', '15757654321', null],
  ])
  expect(entries[0]).toEqual(sandbox.control.accepted('infocloud').entries[0])
})

it('remembers the callback address and pushes what became due meanwhile', async () => {
  const receiver = await startReceiver()
  await start({ pushUrls: { infocloud: { reports: receiver.url } }, reportDelayMs: [100, 100] })
  await send('13800138000')
  await sandbox.stop()
  expect(receiver.pushes).toEqual([])
  await start()
  await sandbox.control.flush()
  expect(receiver.pushes.flatMap((push) => push.data)).toMatchObject([{ tel: '13800138000' }])
  receiver.close()
})

it('takes 100,000 recipients in 100 calls and reports every one', async () => {
  const receiver = await startReceiver()
  await start({ pushUrls: { infocloud: { reports: receiver.url } } })
  for (let call = 0; call < 100; call += 1) {
    const first = 13_800_000_000 + call * 1_000
    await send(Array.from({ length: 1_000 }, (_, i) => String(first + i)).join(','))
  }
  await sandbox.control.flush('infocloud')
  const reported = new Set(receiver.pushes.flatMap((push) => push.data.map((row) => row.tel)))
  expect(reported.size).toBe(100_000)
  expect(sandbox.control.accepted('infocloud', { limit: 1 }).total).toBe(100_000)
  receiver.close()
}, 60_000)

it('says which port is taken and leaves nothing running', async () => {
  await start()
  const port = Number(new URL(sandbox.urls.upyun).port)
  await expect(startSandbox({ ports: { upyun: port } })).rejects.toThrow(String(port))
})
