import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askVeesing } from '../testing/veesing-client.ts'
import { REFUSALS, type RefusalName } from './codes.ts'

const MINUTE = 60_000
/** 13:00 in China, so that no day ends within a test. */
const START = Date.UTC(2026, 10, 21, 5)
const TEXT = '【云通信】您的短信群发功能已开通,请在3个工作日之内至平台进行企业认证!'

let sandbox: Sandbox
let now = START

beforeAll(async () => {
  sandbox = await startSandbox({ now: () => now, reportDelayMs: [60_000, 60_000] })
})
beforeEach(() => {
  now = START
  sandbox.control.reset()
})
afterAll(() => sandbox.stop())

const send = (fields: Record<string, string> = {}, place?: 'form' | 'query') =>
  askVeesing(sandbox, '/smsApi/group', { phone: '15080929435', content: TEXT, ...fields }, place)
const askBalance = (fields?: Record<string, string>, place?: 'form' | 'query') =>
  askVeesing(sandbox, '/smsApi/group/getBalance', fields, place)
const set = (changes: Record<string, unknown>) => sandbox.control.setSettings('veesing', changes)
const accepted = () => sandbox.control.accepted('veesing').entries
const refused = (name: RefusalName) => ({
  returnStatus: '0',
  message: REFUSALS[name],
  remainPoint: null,
  taskId: null,
  successCounts: null,
})

it.each([200, 400])('refuses with the HTTP status that it is told: %i', async (refusalStatus) => {
  set({ refusalStatus })
  const post = (appKey: string) =>
    fetch(`${sandbox.urls.veesing}/smsApi/group/getBalance`, {
      method: 'POST',
      body: new URLSearchParams({ ...sandbox.accounts.veesing, appKey }),
    })
  const wrong = await post('wrong')
  expect([wrong.status, await wrong.json()]).toEqual([refusalStatus, refused('wrongAccount')])
  expect((await post(sandbox.accounts.veesing.appKey ?? '')).status).toBe(200)
})

it('takes the request of §1 and answers as its sample, "1 " and all strings', async () => {
  const answer = await send({ phone: '15080929435,17608432793' })
  expect(answer).toEqual({
    returnStatus: '1 ',
    message: '成功',
    remainPoint: '999998',
    taskId: expect.stringMatching(/^\d{7}$/),
    successCounts: '2',
  })
  expect(accepted()).toMatchObject([
    { phone: '15080929435', text: TEXT, reference: null, vendorIds: { call: answer.taskId } },
    { phone: '17608432793', text: TEXT },
  ])
})

it('reads the bytes of §1: a UTF-8 form with an encoded text', async () => {
  const { appId, appKey } = sandbox.accounts.veesing
  const content = '%E3%80%90%E4%BA%91%E9%80%9A%E4%BF%A1%E3%80%91%E6%94%B6+a%2Bb%26c'
  const response = await fetch(`${sandbox.urls.veesing}/smsApi/group`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: Buffer.from(`appId=${appId}&appKey=${appKey}&phone=15080929435&content=${content}`),
  })
  expect(response.status).toBe(200)
  expect(accepted()).toMatchObject([{ text: '【云通信】收 a+b&c' }])
})

it('reads the query as well, as the sample of §3 sends it', async () => {
  expect(await askBalance({}, 'query')).toEqual({
    returnStatus: '1 ',
    message: '成功',
    remainPoint: '1000000',
    taskId: null,
    successCounts: null,
  })
  expect(await send({}, 'query')).toMatchObject({ returnStatus: '1 ', successCounts: '1' })
})

it('never repeats a task id, and can write the status without its space', async () => {
  set({ paddedStatus: false })
  const answers = [await send(), await send({ phone: '15080929436' })]
  expect(answers.map(({ returnStatus }) => returnStatus)).toEqual(['1', '1'])
  expect(Number(answers[1]?.taskId)).toBe(Number(answers[0]?.taskId) + 1)
})

it.each<[RefusalName, Record<string, string>]>([
  ['missingParameter', { appId: '' }],
  ['missingParameter', { appKey: '' }],
  ['missingParameter', { phone: '' }],
  ['missingParameter', { content: '' }],
  ['wrongAccount', { appId: 'somebody' }],
  ['wrongAccount', { appKey: 'guessed' }],
  ['badPhone', { phone: '1508092943' }],
  ['badPhone', { phone: '8615080929435' }],
  ['badPhone', { phone: '15080929435;17608432793' }],
  ['badParameter', { content: '没有签名' }],
  ['badParameter', { content: '【云通信】好😀' }],
  ['badParameter', { content: '【云通信】好☀️' }],
  ['badParameter', { content: `【云通信】${'字'.repeat(996)}` }],
  ['badParameter', { sendTime: '2026-11-21' }],
  ['badParameter', { sendTime: '2026-11-21 13:29:59' }],
])('refuses with %s: %j', async (name, fields) => {
  expect(await send(fields)).toEqual(refused(name))
  expect(accepted()).toEqual([])
  expect(sandbox.control.balance('veesing')).toEqual({ remainPoint: 1_000_000 })
})

it.each<[RefusalName, Record<string, unknown>, Record<string, string>]>([
  ['locked', { locked: true }, {}],
  ['accountDaily', { accountDaily: 1 }, { phone: '15080929435,15080929436' }],
  ['badParameter', { phonesPerCall: 1 }, { phone: '15080929435,15080929436' }],
  ['badPhone', { partial: false }, { phone: '15080929435,12345' }],
])('refuses with %s by its setting %j', async (name, settings, fields) => {
  set(settings)
  expect(await send(fields)).toEqual(refused(name))
})

it('refuses a second message to a phone within a minute, also in one call', async () => {
  expect(await send({ phone: '15080929435,15080929435' })).toMatchObject({ successCounts: '1' })
  now += MINUTE - 1
  expect(await send()).toEqual(refused('phoneInterval'))
  now += 1
  expect(await send()).toMatchObject({ returnStatus: '1 ' })
  set({ perPhoneIntervalMs: 0 })
  expect(await send()).toMatchObject({ returnStatus: '1 ' })
})

it('refuses what goes over a phone’s messages of the day, until the next', async () => {
  set({ perPhoneDaily: 2 })
  for (const _ of [1, 2]) {
    expect(await send()).toMatchObject({ returnStatus: '1 ' })
    now += MINUTE
  }
  expect(await send()).toEqual(refused('phoneDaily'))
  now += 12 * 60 * MINUTE
  expect(await send()).toMatchObject({ returnStatus: '1 ' })
})

it('leaves out the phones it cannot send to, and only the count tells', async () => {
  await send()
  const answer = await send({ phone: '15080929435,123,15080929436,' })
  expect(answer).toMatchObject({ returnStatus: '1 ', successCounts: '1' })
  expect(accepted().map(({ phone }) => phone)).toEqual(['15080929435', '15080929436'])
})

it('charges by segments and refuses when they do not last', async () => {
  sandbox.control.setBalance('veesing', { remainPoint: 4 })
  const content = `【云通信】${'字'.repeat(66)}`
  expect(await send({ content })).toMatchObject({ remainPoint: '2' })
  const phone = '15080929436,15080929437'
  expect(await send({ phone, content })).toEqual(refused('emptyAccount'))
  expect(await send({ phone })).toMatchObject({ remainPoint: '0' })
  expect(await askBalance()).toMatchObject({ returnStatus: '1 ', remainPoint: '0' })
})

it.each<[RefusalName, Record<string, string>, Record<string, unknown>]>([
  ['missingParameter', { appKey: '' }, {}],
  ['wrongAccount', { appKey: 'guessed' }, {}],
  ['locked', {}, { locked: true }],
  ['ipRefused', {}, { ipAllowed: false }],
])('refuses to tell the balance with %s', async (name, fields, settings) => {
  set(settings)
  expect(await askBalance(fields)).toEqual(refused(name))
})

it.each(Object.entries(REFUSALS))('plays %s (%s) on request', async (name, words) => {
  for (const code of [name, words, words.replace('，', ',')]) {
    sandbox.control.addFault({ vendor: 'veesing', fault: 'refuse', code, count: 1 })
    expect(await send()).toEqual(refused(name as RefusalName))
  }
  expect(accepted()).toEqual([])
})

it('knows no other words, breaks in its own, and has no other door', async () => {
  expect(() =>
    sandbox.control.addFault({ vendor: 'veesing', fault: 'refuse', code: '1' }),
  ).toThrow()
  sandbox.control.addFault({ vendor: 'veesing', fault: 'system-error', count: 1 })
  expect(await send()).toEqual(refused('unknownCause'))
  const status = async (method: string, path: string) =>
    (await fetch(sandbox.urls.veesing + path, { method })).status
  expect(await status('GET', '/smsApi/group')).toBe(405)
  expect(await status('POST', '/smsApi/other')).toBe(404)
  expect(() => sandbox.control.setBalance('veesing', { money: 1 })).toThrow('no balance money')
})
