import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../start.ts'
import { askZhuanxinyun, postZhuanxinyun } from '../testing/zhuanxinyun-client.ts'
import { CODES } from './codes.ts'

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ reportDelayMs: [60_000, 60_000] })
})
afterEach(() => sandbox.stop())

const PHONES = ['15067890001', '15267790002']
const phones = PHONES.join(',')
const text = '【云鋒網絡】驗證碼123456'
const send = (fields: Record<string, string> = {}) =>
  askZhuanxinyun(sandbox, 'sendSms', { phones, content: text, ...fields })
const sendEach = (fields: Record<string, string> = {}) =>
  askZhuanxinyun(sandbox, 'sendTplSms', {
    phones,
    content: ['【云鋒網絡】您好,這是測試1234', '【云鋒網絡】您好,這是測試4321']
      .map(encodeURIComponent)
      .join(','),
    templateId: '27',
    ...fields,
  })
const taken = () => sandbox.control.accepted('zhuanxinyun')
const set = (changes: Record<string, unknown>) =>
  sandbox.control.setSettings('zhuanxinyun', changes)

describe('sendSms', () => {
  it('takes the printed request, its parameters in the address', async () => {
    const query = new URLSearchParams({
      ...sandbox.accounts.zhuanxinyun,
      phones,
      missionNums: 'mission_001,mission_002',
      content: text,
      batchNum: 'zhuanxinyun001',
    })
    const url = `${sandbox.urls.zhuanxinyun}/api/v2/sendSms.json?${query}`
    const response = await fetch(url, { method: 'POST' })
    expect(await response.json()).toEqual({ errorCode: '000000', errorMsg: '提交成功' })
    expect(taken().entries).toMatchObject(
      PHONES.map((phone, n) => ({
        phone,
        text,
        reference: `mission_00${n + 1}`,
        vendorIds: { call: 'zhuanxinyun001' },
      })),
    )
  })

  it('takes the form of the samples and answers in XML as printed', async () => {
    const response = await postZhuanxinyun(sandbox, 'sendSms.xml', {
      phones,
      missionNums: 'mission_001,mission_002',
      content: text,
      batchNum: '001',
      extraNum: '001',
    })
    expect(response.headers.get('content-type')).toContain('xml')
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
        '<xml>\n<errorCode>000000</errorCode>\n<errorMsg>提交成功</errorMsg>\n</xml>',
    )
    expect(taken().total).toBe(2)
  })

  it('refuses in XML too', async () => {
    const response = await postZhuanxinyun(sandbox, 'sendSms.xml', { phones: '123', content: text })
    expect(await response.text()).toContain('<errorCode>100007</errorCode>')
  })

  it('counts the balance down by segments and refuses when it is spent', async () => {
    sandbox.control.setBalance('zhuanxinyun', { count: 5 })
    expect((await send({ content: `【云鋒網絡】${'長'.repeat(65)}` })).errorCode).toBe('000000')
    expect(sandbox.control.balance('zhuanxinyun')).toEqual({ count: 1 })
    expect((await send()).errorCode).toBe('100009')
    expect(sandbox.control.balance('zhuanxinyun')).toEqual({ count: 1 })
    expect(taken().total).toBe(2)
  })
})

describe('sendTplSms', () => {
  it('takes a text each, encoded once more than the form, comma and plus included', async () => {
    expect((await sendEach({ missionNums: 'm1,m2', batchNum: 'b1' })).errorCode).toBe('000000')
    expect(taken().entries.map((entry) => [entry.text, entry.reference])).toEqual([
      ['【云鋒網絡】您好,這是測試1234', 'm1'],
      ['【云鋒網絡】您好,這是測試4321', 'm2'],
    ])
    const content = '【云通信】a%2Bb+c,【云通信】1%2C2'
    expect((await sendEach({ content, templateId: '1005' })).errorCode).toBe('000000')
    const texts = taken().entries.map((entry) => entry.text)
    expect(texts.slice(2)).toEqual(['【云通信】a+b c', '【云通信】1,2'])
  })

  it.each([
    ['100011', { templateId: '99' }],
    ['100012', { content: '【云鋒網絡】您好,這是測試1234,【云鋒網絡】您好,這是測試4321' }],
    ['100012', { content: encodeURIComponent('【云鋒網絡】您好,這是測試1234') }],
    ['100013', { content: 'a,b' }],
    ['100006', { missionNums: 'm1' }],
    ['100001', { templateId: '' }],
    ['100001', { content: '%E4%A,%' }],
  ])('refuses with %s: %j', async (errorCode, fields) => {
    expect((await sendEach(fields as Record<string, string>)).errorCode).toBe(errorCode)
    expect(taken().total).toBe(0)
  })

  it('knows a template added by control', async () => {
    sandbox.control.addTemplate('zhuanxinyun', { id: 't9', text: '{a}的{b}好' })
    const fits = { phones: '15067890001', templateId: 't9' }
    expect((await sendEach({ ...fits, content: '【签名】甲的乙好' })).errorCode).toBe('000000')
    expect((await sendEach({ ...fits, content: '甲的乙好【签名】' })).errorCode).toBe('000000')
    expect((await sendEach({ ...fits, content: '【签名】甲乙好' })).errorCode).toBe('100013')
  })
})

describe('a refusal by its cause', () => {
  const many = Array.from({ length: 1001 }, (_, n) => 15_000_000_000 + n).join(',')

  it.each([
    ['100001', { content: '' }],
    ['100001', { phones: '' }],
    ['100001', { appKey: '' }],
    ['100001', { batchNum: 'a'.repeat(33) }],
    ['100001', { batchNum: '批次1' }],
    ['100001', { missionNums: 'mission-1,mission-2' }],
    ['100001', { missionNums: 'same,same' }],
    ['100001', { extraNum: '1234567' }],
    ['100001', { extraNum: '12a' }],
    ['100002', { appKey: 'nobody' }],
    ['100003', { appSecret: 'wrong' }],
    ['100005', { phones: many }],
    ['100006', { missionNums: 'only_one' }],
    ['100007', { phones: '15067890001,1506789' }],
    ['100007', { phones: '15067890001,' }],
  ])('%s: %j', async (errorCode, fields) => {
    const answer = await send(fields as Record<string, string>)
    expect(answer.errorCode).toBe(errorCode)
    expect(answer.errorMsg).not.toBe('')
    expect(taken().total).toBe(0)
  })

  it.each([
    ['100002', { accountSuspended: true }],
    ['100004', { ipWhitelist: ['8.8.8.8'] }],
    ['100008', { perPhoneMessages: 1 }],
    ['100010', { dailyMessages: 3 }],
    ['100014', { callsPerSecond: 1 }],
  ])('%s: setting %j', async (errorCode, settings) => {
    await send()
    set(settings)
    const again = await send()
    if (errorCode === '100014') expect((await send()).errorCode).toBe(errorCode)
    else expect(again.errorCode).toBe(errorCode)
  })

  it('100008 counts a phone that stands twice in a call', async () => {
    set({ perPhoneMessages: 1 })
    expect((await send({ phones: '15067890001,15067890001' })).errorCode).toBe('100008')
  })

  it('lets a listed address through', async () => {
    set({ ipWhitelist: ['127.0.0.1'] })
    expect((await send()).errorCode).toBe('000000')
  })

  it('refuses numbers that came before, and takes them again where told to', async () => {
    const first = { batchNum: 'b1', missionNums: 'm1,m2' }
    expect((await send(first)).errorCode).toBe('000000')
    expect((await send({ batchNum: 'b1' })).errorCode).toBe('100001')
    expect((await send({ missionNums: 'm3,m2' })).errorCode).toBe('100001')
    expect((await send({ batchNum: 'B1', missionNums: 'M1,M2' })).errorCode).toBe('000000')
    set({ allowRepeatedNumbers: true })
    expect((await send(first)).errorCode).toBe('000000')
  })

  it.each(Object.keys(CODES))('%s on request, in the format asked for', async (code) => {
    const refuse = { vendor: 'zhuanxinyun', fault: 'refuse', code, count: 2 } as const
    sandbox.control.addFault(refuse)
    expect(await send()).toEqual({ errorCode: code, errorMsg: CODES[code] })
    const xml = await postZhuanxinyun(sandbox, 'sendSms.xml', { phones, content: text })
    expect(await xml.text()).toContain(`<errorCode>${code}</errorCode>`)
    expect(taken().total).toBe(0)
  })

  it('999999 when something breaks', async () => {
    sandbox.control.addFault({ vendor: 'zhuanxinyun', fault: 'system-error', count: 1 })
    expect(await send()).toEqual({ errorCode: '999999', errorMsg: '系统错误' })
  })

  it.each(['sendSms', 'sendSms.txt', 'constructor.json'])('has nothing at %s', async (path) => {
    expect((await postZhuanxinyun(sandbox, path)).status).toBe(404)
  })
})
