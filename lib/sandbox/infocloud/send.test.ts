import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askInfocloud } from '../testing/infocloud-client.ts'
import { INFOCLOUD_DEMO_TEMPLATES as TEMPLATES } from './demo-templates.ts'

let sandbox: Sandbox
const INCOME = TEMPLATES.income.code
const LIMITED = '860000000000000099'
const VALUES = '["张三","300.09"]'

beforeAll(async () => {
  sandbox = await startSandbox({ settings: { infocloud: { queriesPerMinute: 0 } } })
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

const send = (fields: Record<string, unknown>) => askInfocloud(sandbox, '/message/send', fields)
const sendBatch = (fields: Record<string, unknown>) =>
  askInfocloud(sandbox, '/message/sendBatch', fields)
const accepted = () => sandbox.control.accepted('infocloud').entries
const phones = (count: number) =>
  Array.from({ length: count }, (_, i) => String(13_800_000_000 + i))

it('sends one text to many and logs each recipient with our reference', async () => {
  const fields = {
    phones: '13800138000,13912345678',
    templateCode: INCOME,
    templateParam: VALUES,
    bid: 'batch-1',
  }
  const answer = await send(fields)
  expect(answer).toMatchObject({ code: 200, data: { msgId: expect.stringMatching(/^\d{18}$/) } })
  const { msgId } = answer.data as { msgId: string }
  expect(accepted()).toEqual(
    ['13800138000', '13912345678'].map((phone) => ({
      vendor: 'infocloud',
      phone,
      text: '【云通信】张三您好，本次收入300.09元。',
      reference: 'batch-1',
      vendorIds: { call: msgId, message: null },
      at: expect.stringMatching(/Z$/),
    })),
  )
})

it('sends a text of its own to each', async () => {
  const answer = await sendBatch({
    phonesJson: '["13800138000","13912345678"]',
    templateCode: INCOME,
    templateParamJson: '[["张三","1"],["李四","2"]]',
  })
  expect(answer).toMatchObject({ code: 200 })
  expect(accepted().map((entry) => entry.text)).toEqual([
    '【云通信】张三您好，本次收入1元。',
    '【云通信】李四您好，本次收入2元。',
  ])
})

it('takes the empty lists of a template without variables', async () => {
  const fields = { phonesJson: '["13800138000","13912345678"]', templateCode: TEMPLATES.fixed.code }
  expect(await sendBatch({ ...fields, templateParamJson: '["",""]' })).toMatchObject({ code: 200 })
  expect(await sendBatch(fields)).toMatchObject({ code: 200 })
})

it('takes signature and text as two variables of the all-variable template', async () => {
  const templateParam = '["短信签名","您的快递到了"]'
  await send({ phones: '13800138000', templateCode: TEMPLATES.free.code, templateParam })
  expect(accepted()[0]?.text).toBe('【短信签名】您的快递到了')
})

it.each(['["测\\试一\\下","1"]', '["测\\\\试一\\\\下","1"]'])(
  'reads the backslash of %s, escaped twice or once',
  async (templateParam) => {
    await send({ phones: '13800138000', templateCode: INCOME, templateParam })
    expect(accepted()[0]?.text).toBe('【云通信】测\\试一\\下您好，本次收入1元。')
  },
)

it('gives wrong numbers back and does not log them', async () => {
  const fields = { phones: '13800138000,12345,138001380001', templateCode: INCOME }
  const answer = await send({ ...fields, templateParam: VALUES })
  expect(answer).toMatchObject({ code: 200, data: { failPhones: '12345,138001380001' } })
  expect(accepted().map((entry) => entry.phone)).toEqual(['13800138000'])
})

it.each<[number, string, Record<string, unknown>]>([
  [40004, 'no template', { phones: '13800138000' }],
  [40004, 'a phone as a number', { phones: 13_800_138_000, templateCode: INCOME }],
  [
    40004,
    'a long bid',
    { phones: '13800138000', templateCode: INCOME, bid: 'x'.repeat(65), templateParam: VALUES },
  ],
  [
    40006,
    'an extension of letters',
    { phones: '13800138000', templateCode: INCOME, upExtendCode: 'a1', templateParam: VALUES },
  ],
  [60001, 'an unknown template', { phones: '13800138000', templateCode: '860000000000000000' }],
  [
    60003,
    'a value too few',
    { phones: '13800138000', templateCode: INCOME, templateParam: '["张三"]' },
  ],
  [60003, 'no values', { phones: '13800138000', templateCode: INCOME }],
  [
    60003,
    'values for a fixed text',
    { phones: '13800138000', templateCode: TEMPLATES.fixed.code, templateParam: '["a"]' },
  ],
  [
    60004,
    'a long value',
    { phones: '13800138000', templateCode: INCOME, templateParam: `["${'长'.repeat(41)}","1"]` },
  ],
  [
    60005,
    'an empty text',
    { phones: '13800138000', templateCode: TEMPLATES.free.code, templateParam: '["签名签名"," "]' },
  ],
  [
    60006,
    'values that are no JSON',
    { phones: '13800138000', templateCode: INCOME, templateParam: '张三' },
  ],
  [
    60006,
    'a number among the values',
    { phones: '13800138000', templateCode: INCOME, templateParam: '["张三",1]' },
  ],
  [
    60006,
    'brackets in a value',
    { phones: '13800138000', templateCode: INCOME, templateParam: '["【假】","1"]' },
  ],
  [60007, 'no phones', { templateCode: INCOME, templateParam: VALUES }],
  [60007, 'only wrong phones', { phones: '1,2', templateCode: INCOME, templateParam: VALUES }],
  [
    60008,
    '1,001 phones',
    { phones: phones(1001).join(','), templateCode: INCOME, templateParam: VALUES },
  ],
])('answers %i to %s', async (code, _, fields) => {
  expect(await send(fields)).toMatchObject({ code })
  expect(accepted()).toEqual([])
})

it.each<[number, string, Record<string, unknown>]>([
  [
    60002,
    'lists for another number of phones',
    { phonesJson: '["13800138000"]', templateParamJson: '[["a","1"],["b","2"]]' },
  ],
  [
    60007,
    'phones that are no list',
    { phonesJson: '13800138000', templateParamJson: '[["a","1"]]' },
  ],
  [60008, '1,001 phones', { phonesJson: JSON.stringify(phones(1001)) }],
])('answers %i to a batch with %s', async (code, _, fields) => {
  expect(await sendBatch({ templateCode: INCOME, ...fields })).toMatchObject({ code })
})

it('takes 1,000 recipients', async () => {
  const all = phones(1000).join(',')
  expect(await send({ phones: all, templateCode: INCOME, templateParam: VALUES })).toMatchObject({
    code: 200,
  })
  expect(sandbox.control.accepted('infocloud').total).toBe(1000)
})

it('counts segments off the right kind, and refuses whole what it cannot pay', async () => {
  sandbox.control.setBalance('infocloud', { industry: 3 })
  const long = JSON.stringify(['签名', '字'.repeat(67)])
  const fields = { templateCode: TEMPLATES.free.code, templateParam: long }
  expect(await send({ ...fields, phones: '13800138000' })).toMatchObject({ code: 200 })
  expect(sandbox.control.balance('infocloud')).toMatchObject({ industry: 1 })
  expect(await send({ ...fields, phones: '13800138001' })).toMatchObject({ code: 40002 })
  expect(accepted()).toHaveLength(1)
  sandbox.control.setBalance('infocloud', { industry: 100, money: 0 })
  expect(await send({ ...fields, phones: '13800138001' })).toMatchObject({ code: 40002 })
})

it.each([
  [{ perPhoneDaily: 1 }, ['13800138000'], ['13800138000']],
  [{ callsDaily: 1 }, ['13800138000'], ['13800138001']],
  [{ recipientsPerCall: 2 }, ['13800138000'], ['13800138000', '13800138001', '13800138002']],
])('answers 40005 beyond %j', async (limits, first, second) => {
  const template = {
    code: LIMITED,
    signature: '云通信',
    text: '请注意查收',
    purse: 'industry',
    limits,
  }
  sandbox.control.addTemplate('infocloud', template)
  const to = (list: string[]) => send({ phones: list.join(','), templateCode: LIMITED })
  expect(await to(first)).toMatchObject({ code: 200 })
  expect(await to(second)).toMatchObject({ code: 40005 })
})

it('follows the variants in which the document disagrees with itself', async () => {
  const changes = { codeAsString: true, lowerCaseMsgId: true, descNull: true }
  sandbox.control.setSettings('infocloud', { ...changes, takenExtensions: ['77'] })
  const fields = {
    phonesJson: '["13800138000"]',
    templateCode: INCOME,
    templateParamJson: '[["a","1"]]',
  }
  expect(await sendBatch(fields)).toMatchObject({
    code: '200',
    data: { msgid: expect.any(String), desc: 'null' },
  })
  expect(await sendBatch({ ...fields, upExtendCode: '77' })).toMatchObject({ code: '40006' })
})

it('keeps a blacklisted phone out when phones decide', async () => {
  sandbox.control.setRates({ decideByPhone: true })
  const fields = { phones: '13800130007,13800138000', templateCode: INCOME, templateParam: VALUES }
  expect(await send(fields)).toMatchObject({ code: 200, data: { failPhones: '13800130007' } })
})
