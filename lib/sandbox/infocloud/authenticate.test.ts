import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askInfocloud, callInfocloud } from '../testing/infocloud-client.ts'
import { SIGN_METHODS } from './sign.ts'

let sandbox: Sandbox
const BALANCE = '/sms/residueValue/qry'

beforeAll(async () => {
  sandbox = await startSandbox({ settings: { infocloud: { queriesPerMinute: 0 } } })
})
afterAll(() => sandbox.stop())

it.each(Object.keys(SIGN_METHODS))('takes %s', async (method) => {
  expect(await askInfocloud(sandbox, BALANCE, {}, { method })).toMatchObject({ code: 200 })
})

it('signs values as decoded, not as escaped in the body', async () => {
  const fields = { bid: '"测\\试"\n', msgId: '' }
  expect(await askInfocloud(sandbox, '/sms/arriveRes/qry', fields)).toMatchObject({ code: 200 })
})

it.each([
  ['a wrong key', { accessKey: 'wrong' }],
  ['an unknown account', { headers: { 'x-api-key': 'nobody' } }],
  ['a changed timestamp', { headers: { 'x-timestamp': String(Date.now() + 1) } }],
  ['an unknown method', { headers: { 'x-sign-method': 'HmacSM3' } }],
  ['a missing signature', { headers: { 'x-sign': '' } }],
  ['a short nonce', { nonce: '123456789' }],
  ['a stale timestamp', { timestamp: String(Date.now() - 61_000) }],
  ['a timestamp of the future', { timestamp: String(Date.now() + 61_000) }],
  ['a timestamp in seconds', { timestamp: String(Math.floor(Date.now() / 1000)) }],
])('refuses %s with 2001', async (_, options) => {
  const answer = await askInfocloud(sandbox, BALANCE, {}, options)
  expect(answer).toMatchObject({ code: 2001 })
  expect(answer.requestId).toMatch(/^[0-9a-f-]{36}$/)
})

it('takes a timestamp 59 s off, and can name a wrong one 40004', async () => {
  const near = { timestamp: String(Date.now() - 59_000) }
  expect(await askInfocloud(sandbox, BALANCE, {}, near)).toMatchObject({ code: 200 })
  sandbox.control.setSettings('infocloud', { timestampCode: '40004' })
  const far = { timestamp: String(Date.now() - 90_000) }
  expect(await askInfocloud(sandbox, BALANCE, {}, far)).toMatchObject({
    code: 40004,
    message: '无效的参数（时间戳）',
  })
})

it('refuses a signature in capitals', async () => {
  const nonce = '98765432101'
  const timestamp = String(Date.now())
  const { signFields } = await import('./sign.ts')
  const { apiKey = '', accessKey = '' } = sandbox.accounts.infocloud
  const signed = {
    'x-api-key': apiKey,
    'x-nonce': nonce,
    'x-sign-method': 'HmacSHA256',
    'x-timestamp': timestamp,
  }
  const sign = signFields('HmacSHA256', signed, accessKey).toUpperCase()
  const options = { nonce, timestamp, headers: { 'x-sign': sign } }
  expect(await askInfocloud(sandbox, BALANCE, {}, options)).toMatchObject({ code: 2001 })
})

it('takes a nonce once', async () => {
  const options = { nonce: 'H95a7XT1h6' }
  expect(await askInfocloud(sandbox, BALANCE, {}, options)).toMatchObject({ code: 200 })
  expect(await askInfocloud(sandbox, BALANCE, {}, options)).toMatchObject({ code: 2001 })
})

it('takes a short nonce when told to be lenient', async () => {
  sandbox.control.setSettings('infocloud', { lenientNonce: true })
  const options = { nonce: '81234' }
  expect(await askInfocloud(sandbox, BALANCE, {}, options)).toMatchObject({ code: 200 })
  expect(await askInfocloud(sandbox, BALANCE, {}, options)).toMatchObject({ code: 2001 })
})

it('always says the date, and answers the health check unsigned', async () => {
  const response = await fetch(`${sandbox.urls.infocloud}/health/info/`, { method: 'POST' })
  expect(Math.abs(Date.parse(response.headers.get('date') ?? '') - Date.now())).toBeLessThan(5_000)
  expect(await response.json()).toMatchObject({ code: 200 })
})

it('knows no other path and no other method', async () => {
  expect((await callInfocloud(sandbox, '/message/recall')).status).toBe(404)
  expect((await fetch(`${sandbox.urls.infocloud}/message/send`)).status).toBe(405)
})

it('refuses a body that is no JSON object', async () => {
  const url = `${sandbox.urls.infocloud}/message/send`
  const response = await fetch(url, { method: 'POST', body: 'phones=13800138000' })
  expect(await response.json()).toMatchObject({ code: 40004 })
})
