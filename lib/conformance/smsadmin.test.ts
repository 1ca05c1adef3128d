import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Call } from '#lib/providers/call.ts'
import { createHttp } from '#lib/providers/http.ts'
import { providers } from '#lib/providers/registry.ts'
import type { SendRequest } from '#lib/providers/sending.ts'
import type { Settings } from '#lib/providers/vocabulary.ts'
import { type Sandbox, startSandbox } from '#lib/sandbox/start.ts'
import { newPhone, sendRequest } from './vendor-cases.ts'

const vendor = 'smsadmin'
const provider = providers[vendor]

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({
    reportDelayMs: [0, 0],
    settings: { smsadmin: { pullIntervalMs: 0 } },
  })
})
afterAll(() => sandbox.stop())

type Credentials = { uid: string; pwd: string }

const callOf = (settings: Settings = {}): Call<Credentials> => ({
  credentials: sandbox.accounts[vendor] as Credentials,
  settings: provider.settings.parse(settings),
  baseUrl: sandbox.urls[vendor],
  http: createHttp({ allow: [new URL(sandbox.urls[vendor]).host] }),
  now: () => new Date(),
  nonce: () => '1',
})
const taken = (phone: string) =>
  sandbox.control
    .accepted(vendor, { phone })
    .entries.map(({ text, reference }) => [text, reference])

/** A call of the same text to `count` phones. */
function sameText(text: string, count = 2): SendRequest {
  const request = sendRequest(
    '',
    Array.from({ length: count }, () => newPhone()),
  )
  return { ...request, recipients: request.recipients.map((one) => ({ ...one, text })) }
}

const texts = [
  '【云通信】您的验证码是123456，5分钟内有效。',
  '【云通信】两 个\n换行\t和&=+%#?/\\;,"\'<>|~^`$',
  '【云通信】￥①﹏“”‘’…—·Ⅳ％＋',
  '【云通信】100%25 %41 %zz +++',
]
const ways = ['post', 'get'].flatMap((method) =>
  ['md5', 'plain', 'urldecode'].map((style) => ({ method, style })),
)

test.each(ways.flatMap((way) => texts.map((text) => ({ ...way, text }))))(
  '$method $style carries $text',
  async ({ text, ...way }) => {
    const request = sameText(text)
    const { outcome } = await provider.send(callOf(way), request)
    expect(outcome).toEqual([{ accepted: true }, { accepted: true }])
    for (const { phone } of request.recipients)
      expect(taken(phone)).toEqual([[text, request.reference]])
  },
)

test.each(['1', '0'] as const)('ddt with {value%s} as the first variable', async (first) => {
  sandbox.control.setSettings(vendor, { ddtFirstVariable: Number(first) })
  const values = [
    ['张 三', '1+1=2 &%25'],
    ['李四\t', '“/?#”'],
  ]
  const request = sendRequest('', [newPhone(), newPhone()])
  request.template.text = '{姓名}您好，{姓名} 本次\n收入{金额}元。'
  request.recipients = request.recipients.map((one, n) => {
    const [name = '', amount = ''] = values[n] ?? []
    const text = `【云通信】${name}您好，${name} 本次\n收入${amount}元。`
    return { ...one, values: [name, amount], text }
  })
  await provider.send(callOf({ ddtFirstVariable: first }), request)
  for (const { phone, text } of request.recipients)
    expect(taken(phone)).toEqual([[text, request.reference]])
  sandbox.control.setSettings(vendor, { ddtFirstVariable: 1 })
})

test.each([
  ['post', 1000],
  ['get', 100],
] as const)('%s takes the %i that its limits name, and no more', async (method, most) => {
  const { recipientsPerCall } = { ...provider.limits, ...provider.limitsFor?.({ method }) }
  expect(recipientsPerCall).toBe(most)
  const full = sameText('【云通信】您好', most)
  expect((await provider.send(callOf({ method }), full)).outcome).toHaveLength(most)
  const more = sameText('【云通信】您好', most + 1)
  await expect(provider.send(callOf({ method }), more)).rejects.toMatchObject({
    code: '3',
    failure: 'rejected',
  })
})

test('learns how long a text may be', async () => {
  sandbox.control.setSettings(vendor, { textLimit: 65 })
  const request = sameText(`【云通信】${'字'.repeat(61)}`)
  await expect(provider.send(callOf(), request)).rejects.toMatchObject({
    code: '7',
    failure: 'rejected',
    learned: { textLength: 65 },
  })
  sandbox.control.setSettings(vendor, { textLimit: 500 })
})

test.each([
  ['frozen', '8'],
  ['forbidden', '4'],
])('an account that is %s pauses', async (accountState, code) => {
  sandbox.control.setSettings(vendor, { accountState })
  await expect(provider.send(callOf(), sameText('好'))).rejects.toMatchObject({
    code,
    failure: 'unauthorized',
  })
  sandbox.control.setSettings(vendor, { accountState: 'open' })
})

test('finds the sensitive words', async () => {
  expect(await provider.checkWords?.(callOf(), '【云通信】代开 发票&贷款')).toEqual([
    '发票',
    '贷款',
  ])
  expect(await provider.checkWords?.(callOf(), '您好 1+1')).toEqual([])
})

test.each([{}, { style: 'urldecode' }])(
  'reads the balance by %j, on one line or two',
  async (way) => {
    sandbox.control.setBalance(vendor, { balance: 4_321 })
    for (const balanceOnTwoLines of [false, true]) {
      sandbox.control.setSettings(vendor, { balanceOnTwoLines, spacedAnswers: balanceOnTwoLines })
      expect(await provider.balance?.(callOf(way))).toMatchObject([{ amount: 4_321 }])
      await provider.send(callOf(), sameText('好', 1))
      sandbox.control.setBalance(vendor, { balance: 4_321 })
    }
    sandbox.control.setSettings(vendor, { spacedAnswers: false })
  },
)

test('reads answers behind a byte order mark', async () => {
  sandbox.control.setSettings(vendor, { byteOrderMark: true })
  sandbox.control.setBalance(vendor, { balance: 4_321 })
  expect(await provider.balance?.(callOf())).toMatchObject([{ amount: 4_321 }])
  expect(await provider.checkWords?.(callOf(), '发票')).toEqual(['发票'])
  const { outcome } = await provider.send(callOf(), sameText('好', 1))
  expect(outcome).toEqual([{ accepted: true }])
  await sandbox.control.reply(vendor, newPhone(), 'TD')
  const ask = { day: '', page: 1, submissionIds: [] }
  const raw = await provider.pullReplies?.fetch(callOf(), ask)
  expect(raw && provider.pullReplies?.parse(raw).events).toMatchObject([{ content: 'TD' }])
  sandbox.control.setSettings(vendor, { byteOrderMark: false })
})

test.each(['code', 'worded', 'empty'])('finds nothing, said as %s', async (nothingAs) => {
  sandbox.control.setSettings(vendor, { nothingAs })
  const ask = { day: '', page: 1, submissionIds: [] }
  const raw = await provider.pullReplies?.fetch(callOf(), ask)
  expect(raw && provider.pullReplies?.isEmpty?.(raw)).toBe(true)
  sandbox.control.setSettings(vendor, { nothingAs: 'code' })
})

test('reads replies in which only what is special is encoded, without a sub-code', async () => {
  sandbox.control.setSettings(vendor, { encodes: 'special', subCode: null })
  const contents = ['你好/\n再见', '退订', '100% 1+1']
  for (const content of contents) await sandbox.control.reply(vendor, newPhone(), content)
  const ask = { day: '', page: 1, submissionIds: [] }
  const raw = await provider.pullReplies?.fetch(callOf({ replyPull: 'reve_urlencode' }), ask)
  const { events } = (raw && provider.pullReplies?.parse(raw)) ?? { events: [] }
  expect(events.map((one) => one.type === 'reply' && one.content)).toEqual(contents)
  sandbox.control.setSettings(vendor, { encodes: 'everything', subCode: '01' })
})

test('holds a call until its time', async () => {
  const request = { ...sameText('【云通信】好', 1), sendAt: new Date(Date.now() + 3_600_000) }
  await provider.send(callOf(), request)
  const ask = { day: '', page: 1, submissionIds: [] }
  const raw = await provider.pullReports?.fetch(callOf(), ask)
  const events = (raw && provider.pullReports?.parse(raw).events) ?? []
  expect(events.map(({ phone }) => phone)).not.toContain(request.recipients[0]?.phone)
})

test.each(['reve', 'reve_urlencode'] as const)(
  '%s gives 20 replies a call, once',
  async (replyPull) => {
    const ask = { day: '', page: 1, submissionIds: [] }
    const read = async () => {
      const raw = await provider.pullReplies?.fetch(callOf({ replyPull }), ask)
      const { events = [], more = false } = raw ? (provider.pullReplies?.parse(raw) ?? {}) : {}
      return { contents: events.map((one) => one.type === 'reply' && one.content), more }
    }
    const contents = Array.from({ length: 25 }, (_, n) => `第${n}/条\n“TD” +%`)
    for (const content of contents) await sandbox.control.reply(vendor, newPhone(), content)
    expect(await read()).toEqual({ contents: contents.slice(0, 20), more: true })
    expect(await read()).toEqual({ contents: contents.slice(20), more: false })
    expect(await read()).toEqual({ contents: [], more: false })
  },
)
