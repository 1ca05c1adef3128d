import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askZhuanxinyun, startTextReceiver } from '../testing/zhuanxinyun-client.ts'
import { FATES, GATEWAY_CODES } from './codes.ts'

type Receiver = Awaited<ReturnType<typeof startTextReceiver>>

let sandbox: Sandbox
let receiver: Receiver | undefined
let now = Date.parse('2017-04-21T22:42:22+08:00')

beforeEach(async () => {
  now = Date.parse('2017-04-21T22:42:22+08:00')
  sandbox = await startSandbox({
    decideByPhone: true,
    reportDelayMs: [60_000, 60_000],
    now: () => now,
  })
})
afterEach(async () => {
  receiver?.close()
  await sandbox.stop()
})

async function listen(status?: (count: number) => number): Promise<Receiver> {
  receiver = await startTextReceiver(status)
  sandbox.control.setPush('zhuanxinyun', 'reports', receiver.url)
  sandbox.control.setPush('zhuanxinyun', 'replies', receiver.url)
  return receiver
}

let serial = 0
const send = (phones: string[], more: Record<string, string> = {}) =>
  askZhuanxinyun(sandbox, 'sendSms', {
    phones: phones.join(','),
    content: '【云鋒網絡】驗證碼123456',
    missionNums: phones.map(() => `m${++serial}`).join(','),
    batchNum: `b${++serial}`,
    ...more,
  })
const field = (name: string) => (push: { text: string }) =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(push.text)?.[1]

it('pushes a report as the document prints it', async () => {
  const { pushes } = await listen()
  await send(['15267797477'], { missionNums: '100001', batchNum: 'zhuanxinyun100001' })
  await sandbox.control.flush()
  expect(pushes).toHaveLength(1)
  expect(pushes[0]?.contentType).toBe('application/xml; charset=utf-8')
  const constant = (pushes[0]?.text ?? '')
    .replace(/(<nonce_str>)\w{22}(<)/, '$1N$2')
    .replace(/(<sign>)[\da-f]{32}(<)/, '$1S$2')
  expect(constant).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<xml>
<head>
<app_key>${sandbox.accounts.zhuanxinyun.appKey}</app_key>
<time_stamp>20170421224222</time_stamp>
<nonce_str>N</nonce_str>
<sign>S</sign>
</head>
<body>
<records>
<record>
<mission_num>100001</mission_num>
<dest_id>15267797477</dest_id>
<send_status>SUCCESS</send_status>
<receive_status>SUCCESS</receive_status>
<receive_real_status>DELIVRD</receive_real_status>
<batch_num> zhuanxinyun100001</batch_num>
<stat_time>2017-04-21 22:42:22</stat_time>
</record>
</records>
</body>
</xml>`)
})

it('pushes a reply as the document prints it, to the number with our extension', async () => {
  const { pushes } = await listen()
  await send(['15058306581'], { extraNum: '123' })
  await sandbox.control.reply('zhuanxinyun', '15058306581', '測試 <b>&')
  const body = pushes[0]?.text.slice(pushes[0].text.indexOf('<body>'))
  expect(body).toBe(`<body>
<dest>
<src_id>8615058306581</src_id>
<content>測試 &lt;b&gt;&amp;</content>
<dest_id>10690123123</dest_id>
</dest>
</body>
</xml>`)
})

it('pushes one record at a time, or as many as the settings say', async () => {
  const { pushes } = await listen()
  const phones = Array.from({ length: 20 }, (_, n) => `150678901${10 + n}`)
  await send(phones)
  await sandbox.control.flush()
  expect(pushes.map(field('dest_id'))).toEqual(phones)
  expect(pushes.every(({ text }) => text.split('<record>').length === 2)).toBe(true)
  sandbox.control.setSettings('zhuanxinyun', { recordsPerPush: 7 })
  await send(phones)
  await sandbox.control.flush()
  const counts = pushes.slice(20).map(({ text }) => text.split('<record>').length - 1)
  expect(counts).toEqual([7, 7, 6])
})

it('does not repeat a push that was not answered', async () => {
  const { pushes } = await listen((count) => (count === 1 ? 500 : 200))
  await send(['15067890010', '15067890011'])
  expect(await sandbox.control.flush()).toMatchObject({ zhuanxinyun: 0 })
  expect(pushes.map(field('dest_id'))).toEqual(['15067890010', '15067890011'])
})

it('reports nothing for a call without missionNums', async () => {
  const { pushes } = await listen()
  await send(['15067890010'], { missionNums: '' })
  await sandbox.control.flush()
  expect(pushes).toEqual([])
  expect((await askZhuanxinyun(sandbox, 'queryStatusReport')).records).toEqual([])
})

it('reports sendTplSms with the missionNums, or by batch and phone where it ignores them', async () => {
  const { pushes } = await listen()
  const each = { phones: '15067890010', content: '测试', templateId: '1005', missionNums: 'm1' }
  await askZhuanxinyun(sandbox, 'sendTplSms', { ...each, batchNum: 'b1' })
  sandbox.control.setSettings('zhuanxinyun', { ignoresTemplateMissionNums: true })
  await askZhuanxinyun(sandbox, 'sendTplSms', { ...each, batchNum: 'b2' })
  await sandbox.control.flush()
  const both = pushes.map((push) => [field('mission_num')(push), field('batch_num')(push)])
  expect(both).toEqual([
    ['m1', ' b1'],
    ['', ' b2'],
  ])
})

it.each([
  [FATES.noChannel, { channelAssigned: false }, '15067890010', '【云】好'],
  [FATES.unknownCarrier, {}, '15467890010', '【云】好'],
  [FATES.blacklisted, { blacklist: ['15067890010'] }, '15067890010', '【云】好'],
  [FATES.blacklisted, {}, '15067890007', '【云】好'],
  [FATES.signature, {}, '15067890010', '没有签名'],
  [FATES.signature, { signatures: ['云通信'] }, '15067890010', '【别家】好'],
  [FATES.content, {}, '15067890010', '【云】违禁词'],
  ['MK:0001', {}, '15067890006', '【云】好'],
])('fails with %s for its cause: %j %s %s', async (code, settings, phone, content) => {
  const { pushes } = await listen()
  sandbox.control.setSettings('zhuanxinyun', settings)
  await send([phone], { content })
  await sandbox.control.flush()
  expect(pushes.map(field('receive_status'))).toEqual(['FAIL'])
  expect(pushes.map(field('receive_real_status'))).toEqual([code])
})

it('draws its failures from the whole gateway table', async () => {
  await sandbox.stop()
  let draw = 0
  // Every code in its turn: chance is asked for failure (0), then for the code.
  const random = () => (draw++ % 3 === 1 ? ((draw - 2) / 3 + 0.5) / GATEWAY_CODES.length : 0)
  sandbox = await startSandbox({ failureRate: 1, reportDelayMs: [0, 0], random })
  await send(GATEWAY_CODES.map((_, n) => `150678910${10 + n}`))
  await sandbox.control.flush()
  const { records } = await askZhuanxinyun(sandbox, 'queryStatusReport')
  expect(new Set(records?.map((record) => record.receive_real_status))).toEqual(
    new Set(GATEWAY_CODES),
  )
})

it('writes delivered as 0 where told to', async () => {
  const { pushes } = await listen()
  const settings = { deliveredStatus: '0', spaceBeforeBatchNum: false }
  sandbox.control.setSettings('zhuanxinyun', settings)
  await send(['15067890010'], { batchNum: 'x1' })
  await sandbox.control.flush()
  expect(pushes.map(field('receive_real_status'))).toEqual(['0'])
  expect(pushes.map(field('batch_num'))).toEqual(['x1'])
})

it('pushes by itself when a report is due', async () => {
  const { pushes } = await listen()
  sandbox.control.setRates({ reportDelayMs: [0, 0] })
  await send(['15067890010'])
  await vi.waitFor(() => expect(pushes).toHaveLength(1))
})
