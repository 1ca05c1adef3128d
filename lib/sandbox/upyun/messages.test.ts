import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askUpyun, createUsableTemplate } from '../testing/upyun-client.ts'

let sandbox: Sandbox
let template: number

beforeAll(async () => {
  sandbox = await startSandbox({
    reviewDelayMs: 60_000,
    reportDelayMs: [60_000, 60_000],
    decideByPhone: true,
  })
})
beforeEach(async () => {
  sandbox.control.reset()
  template = await createUsableTemplate(sandbox)
})
afterAll(() => sandbox.stop())

const send = (fields: Record<string, unknown>) =>
  askUpyun(sandbox, 'POST', '/api/messages', {
    template_id: template,
    vars: '张三|300.09',
    ...fields,
  })
const list = async (query = '') =>
  (await askUpyun(sandbox, 'GET', `/api/messages${query}`)).json as {
    messages: Record<string, unknown>[]
    total: number
  }
const accepted = () => sandbox.control.accepted('upyun').entries

it('sends to many, with an item for a wrong number inside a 200', async () => {
  const { status, json } = await send({ mobile: '15757,15757654321' })
  expect(status).toBe(200)
  expect(json).toEqual({
    message_ids: [
      { error_code: 'ILLEGAL_MOBILE', mobile: '15757' },
      { message_id: expect.any(Number), mobile: '15757654321' },
    ],
  })
  expect(accepted()).toMatchObject([
    { phone: '15757654321', text: '【云通信】张三您好，本次收入300.09元。', reference: null },
  ])
})

it('takes a form as well, and can name the number msg_id', async () => {
  sandbox.control.setSettings('upyun', { messageIdName: 'msg_id' })
  const mobile = '15757654321'
  const form = new URLSearchParams({ mobile, template_id: String(template), vars: 'a|b' })
  const { json } = await askUpyun(sandbox, 'POST', '/api/messages', form)
  expect(json).toEqual({ message_ids: [{ msg_id: expect.any(Number), mobile }] })
})

it('puts the signature where the template wants it', async () => {
  const bottom = await createUsableTemplate(sandbox, {
    sign_location: 'bottom',
    content: '{$var2}和{$var1}',
  })
  await send({ mobile: '15757654321', template_id: bottom })
  expect(accepted()[0]?.text).toBe('300.09和张三【云通信】')
})

it.each<[number, string, Record<string, unknown>]>([
  [400, 'MISSING_PARAMETER', { mobile: '' }],
  [400, 'MISSING_PARAMETER', { mobile: '15757654321', template_id: '' }],
  [404, 'TEMPLATE_NOT_FOUND', { mobile: '15757654321', template_id: 4711 }],
  [403, 'REQUIRE_TEMPLATE_OWNER', { mobile: '15757654321', template_id: 1 }],
  [422, 'ILLEGAL_TEMPLATE_ID', { mobile: '15757654321', template_id: 'x' }],
  [409, 'ILLEGAL_PARAMER', { mobile: '15757654321', vars: 'one' }],
  [409, 'ILLEGAL_PARAMER', { mobile: '15757654321', vars: 'a|b|c' }],
  [409, 'ILLEGAL_CONTENT_LENGTH', { mobile: '15757654321', vars: `${'长'.repeat(340)}|1` }],
  [409, 'MOBILE_LIMIT', { mobile: Array.from({ length: 201 }, () => '15757654321').join(',') }],
])('answers %i %s and takes nothing', async (status, error_code, fields) => {
  expect(await send(fields)).toMatchObject({ status, json: { error_code } })
  expect(accepted()).toEqual([])
})

it('sends with no template in review or turned down', async () => {
  const path = `/api/templates/${template}`
  await askUpyun(sandbox, 'PATCH', path, { title: '改了' })
  const mobile = '15757654321'
  expect(await send({ mobile })).toMatchObject({
    status: 409,
    json: { error_code: 'TEMPLATE_AUDITING' },
  })
  sandbox.control.review('upyun', template, 'defeat')
  expect(await send({ mobile })).toMatchObject({
    status: 409,
    json: { error_code: 'TEMPLATE_FAILED' },
  })
})

it('pays by segment, refuses what it cannot pay, and gives failures back', async () => {
  sandbox.control.setBalance('upyun', { vip: 3 })
  const vars = `${'长'.repeat(70)}|1`
  expect(await send({ mobile: '15750000001', vars })).toMatchObject({ status: 200 })
  expect(sandbox.control.balance('upyun')).toEqual({ general: 1_000_000, vip: 1 })
  expect(await send({ mobile: '15757654321', vars })).toMatchObject({
    status: 409,
    json: { error_code: 'INSUFFICIENT_FUNDS' },
  })
  await sandbox.control.flush()
  expect(sandbox.control.balance('upyun')).toMatchObject({ vip: 3 })
  expect((await askUpyun(sandbox, 'GET', '/api/users/remain')).json).toMatchObject({
    industry: 1_000_003,
  })
  sandbox.control.setSettings('upyun', { remain: false })
  expect((await askUpyun(sandbox, 'GET', '/api/users/remain')).status).toBe(404)
})

it('shows a message in process, and then how it ended', async () => {
  await send({ mobile: '15757654321,15750000001,15750000002' })
  const before = await list('?mobile=15757654321')
  expect(before.messages).toMatchObject([
    { status: 'processing', sent_at: null, content: '张三您好，本次收入300.09元。', quantity: 1 },
  ])
  await sandbox.control.flush()
  const { messages, total } = await list()
  expect(total).toBe(3)
  expect(messages.map(({ mobile, status }) => [mobile, status])).toEqual([
    ['15750000002', 'processing'],
    ['15750000001', 'failed'],
    ['15757654321', 'success'],
  ])
  expect(messages[2]).toEqual({
    id: expect.any(Number),
    template_id: template,
    report_type: 'vip',
    title: '收入通知',
    type: 'industry',
    content: '【云通信】张三您好，本次收入300.09元。',
    temp_sign: '云通信',
    mobile: '15757654321',
    sent_at: expect.stringMatching(/Z$/),
    created_at: expect.stringMatching(/Z$/),
    status: 'success',
    quantity: 1,
    owner: { id: 1027, name: 'demo', general: 1_000_000, vip: 999_998, industry: 3, marketing: 0 },
  })
})

it('finds by status and day, and turns pages', async () => {
  const mobile = Array.from({ length: 25 }, (_, i) => String(15_750_010_100 + i)).join(',')
  await send({ mobile })
  await sandbox.control.flush()
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  expect((await list(`?date=${today}&status=success&page=2`)).messages).toHaveLength(5)
  expect((await list('?per_page=10&page=3')).messages).toHaveLength(5)
  expect(await list('?status=processing')).toEqual({ messages: [], total: 0 })
  expect(await list('?date=2020-01-01')).toEqual({ messages: [], total: 0 })
})

it('caps a page, files by UTC and leaves out what no table names, when told to', async () => {
  sandbox.control.setSettings('upyun', { pageCap: 2 })
  await send({ mobile: '15757654321,15757654322,15757654323' })
  expect(await list('?per_page=100')).toMatchObject({ messages: [{}, {}], total: 3 })
  expect((await list('?per_page=100&page=2')).messages).toHaveLength(1)
  sandbox.control.setSettings('upyun', { pageOver: 'refused' })
  expect(await askUpyun(sandbox, 'GET', '/api/messages?per_page=3')).toMatchObject({ status: 409 })
  expect((await list()).messages).toHaveLength(2)
  sandbox.control.setSettings('upyun', { daysIn: 'utc', fields: 'tables' })
  const today = new Date().toISOString().slice(0, 10)
  const found = await list(`?date=${today}&mobile=15757654321`)
  expect(Object.keys(found)).toEqual(['messages'])
  expect(found.messages).toMatchObject([{ status: 'processing' }])
  expect(found.messages[0]).not.toHaveProperty('quantity')
  const { json } = await askUpyun(sandbox, 'GET', '/api/templates')
  const { templates } = json as { templates: object[] }
  expect(templates).toMatchObject([{ type: 'industry', report_type: 'vip' }])
  expect(templates[0]).not.toHaveProperty('sign_location')
})

it.each([
  ['?mobile=12', 'ILLEGAL_MOBILE'],
  ['?date=today', 'ILLEGAL_PARAMER'],
  ['?page=0', 'ILLEGAL_PARAMER'],
  ['?status=lost', 'ILLEGAL_PARAMER'],
])('answers 409 to the search %s', async (query, error_code) => {
  const answer = await askUpyun(sandbox, 'GET', `/api/messages${query}`)
  expect(answer).toMatchObject({ status: 409, json: { error_code } })
})

it('fails the eleventh industry message to a phone in a day, but not a marketing one', async () => {
  const mobile = '15757654321'
  for (let i = 0; i < 11; i += 1) await send({ mobile })
  const content = '周六特卖，退订回T'
  const marketing = await createUsableTemplate(sandbox, { type: 'marketing', content })
  await send({ mobile, template_id: marketing, vars: '' })
  await sandbox.control.flush()
  const statuses = (await list(`?mobile=${mobile}`)).messages.map(({ status }) => status)
  expect(statuses).toEqual(['success', 'failed', ...Array.from({ length: 10 }, () => 'success')])
})
