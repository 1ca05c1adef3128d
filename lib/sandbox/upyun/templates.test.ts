import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askUpyun } from '../testing/upyun-client.ts'

let sandbox: Sandbox
let shift = 0

const FIELDS = {
  title: '收入通知',
  content: '{$var1}您好，本次收入{$var2}元。',
  temp_sign: '云通信',
  sign_location: 'top',
  type: 'industry',
  report_type: 'vip',
}

beforeAll(async () => {
  sandbox = await startSandbox({ reviewDelayMs: 1_000, now: () => Date.now() + shift })
})
beforeEach(() => {
  shift = 0
  sandbox.control.reset()
})
afterAll(() => sandbox.stop())

const create = (changes = {}) =>
  askUpyun(sandbox, 'POST', '/api/templates', { ...FIELDS, ...changes })
const list = async (query = '') =>
  (await askUpyun(sandbox, 'GET', `/api/templates${query}`)).json.templates as {
    id: number
    status: string
  }[]

it('wants the bare token', async () => {
  const token = sandbox.accounts.upyun.token
  for (const wrong of ['', 'nobody', `Bearer ${token}`]) {
    const answer = await askUpyun(sandbox, 'GET', '/api/templates', undefined, wrong)
    expect(answer).toMatchObject({ status: 401, json: { error_code: 'INVALID_CREDENTIALS' } })
  }
  expect(await askUpyun(sandbox, 'GET', '/api/nothing')).toMatchObject({
    status: 404,
    json: { error_code: 'NOT_FOUND' },
  })
})

it('has nothing to list for a new account', async () => {
  expect((await askUpyun(sandbox, 'GET', '/api/templates')).json).toEqual({ templates: [] })
})

it('creates a template, in review first and then through', async () => {
  const { status, json } = await create()
  expect(status).toBe(201)
  expect(json).toEqual({
    ...FIELDS,
    id: expect.any(Number),
    status: 'review',
    updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    owner: {
      id: 1027,
      name: 'demo',
      general: 1_000_000,
      vip: 1_000_000,
      industry: 0,
      marketing: 0,
    },
  })
  shift = 1_001
  expect(await list()).toMatchObject([{ id: json.id, status: 'success' }])
})

it.each([{ title: '违规内容' }, { type: 'marketing', content: '周六特卖' }])(
  'turns down %j',
  async (changes) => {
    await create(changes)
    shift = 1_001
    expect(await list()).toMatchObject([{ status: 'defeat' }])
  },
)

it('lets marketing through with its opt-out words', async () => {
  await create({ type: 'marketing', content: '周六特卖，退订回T' })
  shift = 1_001
  expect(await list('?type=marketing&status=success')).toHaveLength(1)
  expect(await list('?type=industry')).toEqual([])
})

it.each<[number, string, Record<string, string>]>([
  [400, 'MISSING_PARAMETER', { title: '' }],
  [400, 'MISSING_PARAMETER', { report_type: '' }],
  [409, 'ILLEGAL_TITLE', { title: '一二三四五六七八九十一二' }],
  [409, 'ILLEGAL_SIGNATURE', { temp_sign: '云信' }],
  [409, 'ILLEGAL_SIGNATURE', { temp_sign: '云通信云通信云通信' }],
  [409, 'ILLEGAL_SIGNATURE', { temp_sign: '云-通信' }],
  [409, 'ILLEGAL_CONTENT_LENGTH', { content: '字'.repeat(345) }],
  [409, 'ILLEGAL_REPORT_TYPE', { report_type: 'free' }],
  [409, 'ILLEGAL_PARAMER', { type: 'otp' }],
  [409, 'ILLEGAL_PARAMER', { sign_location: 'left' }],
  [409, 'ILLEGAL_PARAMER', { content: '{$var1}{$var2}' }],
  [409, 'ILLEGAL_PARAMER', { content: '【假】你好' }],
])('answers %i %s to %j', async (status, error_code, changes) => {
  expect(await create(changes)).toMatchObject({ status, json: { error_code } })
  expect(await list()).toEqual([])
})

it('takes content at its limit', async () => {
  expect(await create({ content: '字'.repeat(344) })).toMatchObject({ status: 201 })
})

it('has room for 40 templates and 20 signatures of each kind', async () => {
  for (let i = 0; i < 39; i += 1) await create({ temp_sign: `云通信${i % 20}` })
  expect((await create({ temp_sign: '第廿一个签名' })).json.error_code).toBe('ILLEGAL_SIGNATURE')
  expect((await create({ temp_sign: '云通信0' })).status).toBe(201)
  expect(await create({ temp_sign: '云通信0' })).toMatchObject({
    status: 409,
    json: { error_code: 'TEMPLATE_LIMIT' },
  })
  expect((await create({ report_type: 'general' })).status).toBe(201)
})

it('sends a changed template back to review', async () => {
  const { json } = await create()
  shift = 1_001
  const path = `/api/templates/${json.id}`
  const changed = await askUpyun(sandbox, 'PATCH', path, { title: '改了', type: 'marketing' })
  expect(changed).toMatchObject({
    status: 200,
    json: { ...FIELDS, title: '改了', status: 'review', id: json.id },
  })
  shift = 2_100
  expect(await list('?status=success&report_type=vip')).toHaveLength(1)
})

it('deletes', async () => {
  const path = `/api/templates/${(await create()).json.id}`
  expect(await askUpyun(sandbox, 'DELETE', path)).toEqual({ status: 204, json: {} })
  expect(await askUpyun(sandbox, 'DELETE', path)).toMatchObject({
    status: 404,
    json: { error_code: 'TEMPLATE_NOT_FOUND' },
  })
})

it.each([
  ['4711', 404, 'TEMPLATE_NOT_FOUND'],
  ['1', 403, 'REQUIRE_TEMPLATE_OWNER'],
  ['abc', 422, 'ILLEGAL_TEMPLATE_ID'],
])('answers for template %s with %i %s', async (id, status, error_code) => {
  for (const method of ['PATCH', 'DELETE']) {
    const answer = await askUpyun(sandbox, method, `/api/templates/${id}`, {})
    expect(answer).toMatchObject({ status, json: { error_code } })
  }
})
