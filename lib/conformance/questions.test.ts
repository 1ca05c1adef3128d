import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call } from '#lib/providers/call.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { createHttp } from '#lib/providers/http.ts'
import { signMethods } from '#lib/providers/infocloud/sign.ts'
import { providers, type Vendor, vendors } from '#lib/providers/registry.ts'
import { type Sandbox, startSandbox } from '#lib/sandbox/start.ts'
import { newPhone, sendRequest, type VendorCase, vendorCases } from './vendor-cases.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({
    reportDelayMs: [9e6, 9e6],
    reviewDelayMs: 0,
    decideByPhone: true,
    settings: {
      infocloud: { queriesPerMinute: 0 },
      smsadmin: { sensitiveWords: ['发票', '办证'] },
    },
  })
})
afterAll(() => sandbox.stop())

let nonces = 0
function callOf(vendor: Vendor, settings = {}): Call<unknown> {
  const provider = providers[vendor] as Provider
  return {
    credentials: sandbox.accounts[vendor],
    settings: provider.settings.parse(settings),
    baseUrl: sandbox.urls[vendor],
    http: createHttp({ allow: [new URL(sandbox.urls[vendor]).host] }),
    now: () => new Date(),
    nonce: () => `${Date.now()}${String(++nonces).padStart(12, '0')}`,
  }
}
const templateOf = (vendor: Vendor): Promise<string> =>
  (vendorCases[vendor] as VendorCase).usableTemplate(sandbox)
const having = (capability: 'statistics' | 'records' | 'diagnose' | 'checkWords') =>
  vendors.filter((vendor) => (providers[vendor] as Provider)[capability] !== undefined)

test('who can be asked what', () => {
  expect({
    statistics: having('statistics'),
    records: having('records'),
    diagnose: having('diagnose'),
    checkWords: having('checkWords'),
  }).toEqual({
    statistics: ['infocloud'],
    records: ['upyun'],
    diagnose: ['infocloud'],
    checkWords: ['smsadmin'],
  })
})

test.each(signMethods)('infocloud takes what is signed with %s', async (signMethod) => {
  const { outcome } = await providers.infocloud.send(
    callOf('infocloud', { signMethod }) as never,
    sendRequest(await templateOf('infocloud'), [newPhone()]),
  )
  expect(outcome).toEqual([{ accepted: true }])
})

test('infocloud carries many different texts in one call, and one text in one as well', async () => {
  const template = await templateOf('infocloud')
  const countCalls = async (values: (n: number) => string[]) => {
    const request = sendRequest(template, [newPhone(), newPhone(), newPhone()])
    request.recipients = request.recipients.map((one, n) => ({ ...one, values: values(n) }))
    const paths: string[] = []
    const call = callOf('infocloud')
    const http: typeof call.http = (sent) => {
      paths.push(new URL(sent.url).pathname)
      return call.http(sent)
    }
    await providers.infocloud.send({ ...call, http } as never, request)
    return paths
  }
  expect(await countCalls(() => ['甲', '1'])).toEqual(['/message/send'])
  expect(await countCalls((n) => [`甲${n}`, '1'])).toEqual(['/message/sendBatch'])
})

test('a variable signature goes first, an extension number goes along', async () => {
  sandbox.control.addTemplate('infocloud', {
    code: '860000000000009999',
    signature: '{动态签名,20}',
    text: '{姓名,20}您好',
    purse: 'industry',
  })
  const phone = newPhone()
  const request = sendRequest('860000000000009999', [phone], ['张三'])
  const call = callOf('infocloud', { dynamicSignature: true, upExtendCode: '15' })
  await providers.infocloud.send(call as never, request)
  const { entries } = sandbox.control.accepted('infocloud', { phone })
  expect(entries).toMatchObject([{ text: '【云通信】张三您好' }])
  // Only a vendor that read the number can say that it is somebody else's.
  sandbox.control.setSettings('infocloud', { takenExtensions: ['15'] })
  const again = sendRequest('860000000000009999', [newPhone()], ['张三'])
  await expect(providers.infocloud.send(call as never, again)).rejects.toMatchObject({
    code: '40006',
  })
})

describe.each(having('statistics'))('statistics of %s', (vendor) => {
  test('count what was sent today', async () => {
    const provider = providers[vendor] as Provider
    const day = chinaDay(new Date())
    const ask = () => provider.statistics?.fetch(callOf(vendor), { from: day, to: day })
    const before = (await ask())?.[0] ?? { sent: 0, delivered: 0, failed: 0, waiting: 0 }
    const template = await templateOf(vendor)
    // Endings decide: 8000 arrives, 0001 does not, 0002 is never reported.
    const phones = ['13800138000', '13800130001', '13800130002']
    await provider.send(callOf(vendor), sendRequest(template, phones))
    await sandbox.control.flush()
    const [after] = (await ask()) ?? []
    expect(after).toMatchObject({
      day,
      sent: before.sent + 3,
      failed: before.failed + 1,
      waiting: expect.any(Number),
    })
    expect((after?.delivered ?? 0) + (after?.failed ?? 0) + (after?.waiting ?? 0)).toBe(after?.sent)
  })
})

describe.each(having('records'))('records of %s', (vendor) => {
  test('name the message that was sent to the phone', async () => {
    const provider = providers[vendor] as Provider
    const template = await templateOf(vendor)
    const [phone, other] = [newPhone(), newPhone()]
    const { outcome } = await provider.send(callOf(vendor), sendRequest(template, [phone, other]))
    const [first] = outcome
    const found = await provider.records?.(callOf(vendor), { phone, day: chinaDay(new Date()) })
    expect(found).toMatchObject([{ text: expect.stringContaining('张三您好'), segments: 1 }])
    expect(first?.accepted && first.vendorMessageId).toBe(found?.[0]?.vendorMessageId)
  })
})

describe.each(having('checkWords'))('word check of %s', (vendor) => {
  const check = (text: string) => (providers[vendor] as Provider).checkWords?.(callOf(vendor), text)
  test('finds the words, and none where there is none', async () => {
    expect(await check('代开发票，办证')).toEqual(['发票', '办证'])
    expect(await check('张三您好，您的订单已发货。')).toEqual([])
  })
})

describe.each(having('diagnose'))('diagnosis by %s', (vendor) => {
  test('is well, and says so when it is not', async () => {
    const ask = () => (providers[vendor] as Provider).diagnose?.(callOf(vendor))
    expect(await ask()).toMatchObject([{ ok: true }])
    sandbox.control.addFault({ vendor, fault: 'html-502' })
    expect(await ask()).toMatchObject([{ ok: false, detail: expect.stringContaining('502') }])
    sandbox.control.clearFaults()
  })
})
