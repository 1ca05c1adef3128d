import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, requestOf, type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { HttpError } from '../http-error.ts'
import { balance } from './balance.ts'
import { codes } from './codes.ts'
import { veesing } from './provider.ts'
import { readWords } from './read-words.ts'
import { send } from './send.ts'

// Every fixture is one of the document's own examples; the comments of its JSON are no JSON.
const credentials = { appId: '2RYN7CQHL1M*****', appKey: 'WVNA4A0*****' }
const content = '【云通信】您的短信群发功能已开通,请在3个工作日之内至平台进行企业认证!'
const phones = ['15080929435', '17608432793']
const request = (more = {}) =>
  requestOf(
    phones.map(() => []),
    {
      recipients: phones.map((phone, n) => ({
        phone,
        values: [],
        text: content,
        reference: `r${n}`,
      })),
      ...more,
    },
  )
const answer = (more: Record<string, string | null> = {}) =>
  JSON.stringify({
    returnStatus: '1 ',
    message: '成功',
    remainPoint: '241',
    taskId: '3313746',
    successCounts: '2',
    ...more,
  })
const no = (message: string, more = {}) =>
  answer({
    returnStatus: '0',
    message,
    remainPoint: null,
    taskId: null,
    successCounts: null,
    ...more,
  })

const callWith = (script: Script) => scriptCall(credentials, script)
const sendAgainst = (script: Script) => send(callWith(script).call, request())
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) =>
      error instanceof ProviderError
        ? { failure: error.failure, code: error.code, detail: error.detail }
        : error,
  )

describe('a call', () => {
  it('is the form of the sample, to the byte', async () => {
    const { call, requests } = callWith(() => answer())
    await send({ ...call, baseUrl: veesing.baseUrl }, request())
    expect(requests).toEqual([
      expect.objectContaining({
        method: 'POST',
        url: 'https://cloud.10658.com.cn/smsApi/group',
        headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
        text:
          'appId=2RYN7CQHL1M*****&appKey=WVNA4A0*****&phone=15080929435%2C17608432793' +
          '&content=%E3%80%90%E4%BA%91%E9%80%9A%E4%BF%A1%E3%80%91%E6%82%A8%E7%9A%84%E7%9F%AD%E4%BF%A1' +
          '%E7%BE%A4%E5%8F%91%E5%8A%9F%E8%83%BD%E5%B7%B2%E5%BC%80%E9%80%9A%2C%E8%AF%B7%E5%9C%A83%E4%B8%AA' +
          '%E5%B7%A5%E4%BD%9C%E6%97%A5%E4%B9%8B%E5%86%85%E8%87%B3%E5%B9%B3%E5%8F%B0%E8%BF%9B%E8%A1%8C' +
          '%E4%BC%81%E4%B8%9A%E8%AE%A4%E8%AF%81%21',
      }),
    ])
  })

  it('names the time in China until which the vendor holds it', async () => {
    const { call, requests } = callWith(() => answer())
    await send(call, request({ sendAt: new Date('2018-08-21T06:00:00Z') }))
    expect(new URLSearchParams(requests[0]?.text).get('sendTime')).toBe('2018-08-21 14:00:00')
  })

  it('carries one text: two are refused before anything leaves', async () => {
    const { call, requests } = callWith(() => answer())
    const two = requestOf([['张三'], ['李四']])
    expect(await failureOf(send(call, two))).toMatchObject({
      failure: 'template_unavailable',
      code: 'different_values',
    })
    expect(requests).toEqual([])
  })
})

describe('an answer', () => {
  it('is a yes though its status is "1 "', async () => {
    expect(await sendAgainst(() => answer())).toEqual({
      submissionId: '3313746',
      outcome: [{ accepted: true }, { accepted: true }],
      quota: [{ unit: 'messages', name: 'balance', amount: 241 }],
    })
  })

  it('may have numbers for strings, and be silent about counts', async () => {
    const body = '{"returnStatus":1,"message":"发送成功","taskId":3313746}'
    expect(await sendAgainst(() => body)).toMatchObject({
      submissionId: '3313746',
      outcome: [{ accepted: true }, { accepted: true }],
      quota: [],
    })
  })

  it('may say beside the point whatever it likes', async () => {
    const odd = '{"returnStatus":"1","message":["成功"],"remainPoint":"?","taskId":"1"}'
    expect(await sendAgainst(() => odd)).toMatchObject({ submissionId: '1', quota: [] })
  })

  it('that took fewer than were sent leaves all of them unknown, under its task', async () => {
    const { submissionId, outcome } = await sendAgainst(() => answer({ successCounts: '1' }))
    expect(submissionId).toBe('3313746')
    expect(outcome).toHaveLength(2)
    for (const one of outcome) {
      expect(one).toMatchObject({
        accepted: false,
        failure: 'outcome_unknown',
        code: 'successCounts',
        detail: 'taskId 3313746: 1 of 2 taken',
      })
    }
  })

  it.each([
    ['账号或密码错误', 'unauthorized', '账号或密码错误'],
    ['缺少参数', 'rejected', '缺少参数'],
    ['模板不存在或者未通过', 'template_unavailable', '模板不存在或者未通过'],
    ['模板id格式不正确', 'template_unavailable', '模板id格式不正确'],
    ['您的账户已被锁定，请联系您的专属客服', 'unauthorized', '您的账户已被锁定,请联系您的专属客服'],
    ['余额不足', 'insufficient_balance', '余额不足'],
    ['手机号码格式不正确', 'rejected', '手机号码格式不正确'],
    ['该号码今日发送次数已达上限', 'rejected', '该号码今日发送次数已达上限'],
    ['相同手机号码一分钟之内只可发送一次', 'rate_limited', '相同手机号码一分钟之内只可发送一次'],
    ['当日发送量已超出最大发送限制', 'rate_limited', '当日发送量已超出最大发送限制'],
    ['未知原因,请联系客服 ', 'outcome_unknown', '未知原因,请联系客服'],
    ['IP受限', 'unauthorized', 'IP受限'],
    ['参数错误', 'rejected', '参数错误'],
    // In the other script, with other spaces and widths.
    ['帳號或密碼錯誤', 'unauthorized', '账号或密码错误'],
    ['餘額不足', 'insufficient_balance', '余额不足'],
    ['您的賬戶已被鎖定', 'unauthorized', '您的账户已被锁定,请联系您的专属客服'],
    ['模板ＩＤ 格式不正確', 'template_unavailable', '模板id格式不正确'],
    ['相同手機號碼一分鐘之內只可發送一次', 'rate_limited', '相同手机号码一分钟之内只可发送一次'],
    ['該號碼今日發送次數已達上限', 'rejected', '该号码今日发送次数已达上限'],
    ['未知原因，餘額不足？', 'outcome_unknown', '未知原因,请联系客服'],
  ])('%s is %s', async (words, failure, code) => {
    expect(await failureOf(sendAgainst(() => no(words)))).toEqual({ failure, code, detail: words })
  })

  it('in words we do not know is an unknown outcome, with the words kept', async () => {
    expect(await failureOf(sendAgainst(() => no('系统维护')))).toEqual({
      failure: 'outcome_unknown',
      code: '系统维护',
      detail: '系统维护',
    })
  })

  it.each<[string, string]>([
    ['a no that names a batch', no('余额不足', { taskId: '3313746' })],
    ['a no that counts messages', no('余额不足', { successCounts: '1' })],
    ['a yes without a batch', answer({ taskId: null })],
    ['a status of neither', answer({ returnStatus: '2' })],
    ['no status', '{"message":"成功"}'],
    ['HTML', '<html>'],
    ['nothing', ''],
  ])('%s proves nothing', async (_, body) => {
    expect(await failureOf(sendAgainst(() => body))).toMatchObject({ failure: 'outcome_unknown' })
  })

  it.each([302, 500, 502])('of status %i proves nothing, whatever it says', async (status) => {
    const bad = () => ({ status, body: bytes(no('余额不足')) })
    expect(await failureOf(sendAgainst(bad))).toMatchObject({ failure: 'outcome_unknown' })
  })

  it('that never came: not connected is unavailable, anything later is unknown', async () => {
    const cut = (phase: 'connect' | 'answer') => () => new HttpError(phase, 'ECONNRESET')
    expect(await failureOf(sendAgainst(cut('connect')))).toMatchObject({ failure: 'unavailable' })
    expect(await failureOf(sendAgainst(cut('answer')))).toMatchObject({
      failure: 'outcome_unknown',
    })
  })

  it('keeps the first that fits of every documented code', () => {
    const own = Object.keys(codes).filter((code) => code !== 'successCounts')
    for (const code of own) expect(readWords(code)).toBe(code)
    expect(own).toHaveLength(13)
  })
})

describe('the balance', () => {
  it('is asked in a form and read from the sample', async () => {
    const { call, requests } = callWith(() => answer({ taskId: null, successCounts: null }))
    expect(await balance(call)).toEqual([{ unit: 'messages', name: 'balance', amount: 241 }])
    expect(requests[0]?.url).toMatch(/\/smsApi\/group\/getBalance$/)
    expect(requests[0]?.text).toBe('appId=2RYN7CQHL1M*****&appKey=WVNA4A0*****')
  })

  it.each<[string, Script]>([
    ['unauthorized', () => no('IP受限')],
    ['unavailable', () => no('未知原因,请联系客服 ')],
    ['unavailable', () => ({ status: 503 })],
    ['unavailable', () => new HttpError('answer', 'ECONNRESET')],
    ['bad_response', () => '<html>'],
    ['bad_response', () => answer({ remainPoint: null })],
    ['bad_response', () => new HttpError('answer', 'answer_cut_off')],
  ])('is %s when it cannot be had', async (failure, script) => {
    expect(await failureOf(balance(callWith(script).call))).toMatchObject({ failure })
  })
})

const receivedAt = new Date('2026-11-21T02:00:00Z')
const push = (body: string, query = '') =>
  veesing.parseCallback?.(
    {
      method: 'POST',
      query,
      contentType: 'application/x-www-form-urlencoded;charset=utf-8',
      body: bytes(body),
      receivedAt,
    },
    { credentials, settings: {} },
  )
const at = new Date('2019-07-23T09:00:00Z')
const receipt =
  'mobile=15080929435&taskid=123&status=1&code=MA:0001&receivetime=2019-07-23 17:00:00'

describe('a push', () => {
  it('of a receipt, delivered or not', () => {
    const about = { type: 'report', keys: { submissionId: '123' }, phone: '15080929435', at }
    expect(push(receipt)).toEqual([{ ...about, delivered: true, code: 'MA:0001' }])
    expect(push(receipt.replace('status=1', 'status=0'))).toEqual([
      { ...about, delivered: false, code: 'MA:0001' },
    ])
    expect(push('', receipt.replace('1&', '1%20&'))).toEqual([
      { ...about, delivered: true, code: 'MA:0001' },
    ])
  })

  it('of a receipt without a code says its status, without a time the time it came', () => {
    expect(push('mobile=15080929435&taskid=123&status=0&code=')).toMatchObject([
      { delivered: false, code: '0', at: receivedAt },
    ])
  })

  it('of a status that the document does not have changes nothing', () => {
    expect(push(receipt.replace('status=1', 'status=2'))).toEqual([
      { type: 'word', keys: { submissionId: '123' }, phone: '15080929435', word: '2', at },
    ])
  })

  it('of a masked number, as the document prints it, tells apart the recipients of its call', () => {
    const about = { type: 'report', keys: { submissionId: '123' }, delivered: true, at }
    expect(push(receipt.replace('15080929435', '1508092****'))).toEqual([
      { ...about, phone: '1508092****', code: 'MA:0001' },
    ])
    expect(push(receipt.replace('15080929435', '1508*'))).toEqual([{ ...about, code: 'MA:0001' }])
  })

  it('with content is a reply, in UTF-8', () => {
    const body =
      'mobile=15080929435&taskid=123&content=%E6%94%B6%E5%88%B0+%F0%9F%98%80&receivetime=2019-07-23+17%3A00%3A00'
    expect(push(body)).toEqual([
      {
        type: 'reply',
        phone: '15080929435',
        content: '收到 😀',
        at,
        keys: { submissionId: '123' },
      },
    ])
  })

  it.each([
    '',
    '<html>',
    '{"mobile":"15080929435"}',
    'mobile=15080929435',
    'content=收到',
    'taskid=1',
  ])('%j is neither', (body) => {
    expect(() => push(body)).toThrow(/bad_response/)
  })

  it('of any bytes is read or refused, and quickly', () => {
    const mutated = fc
      .tuple(fc.constant(Buffer.from(receipt)), fc.nat(receipt.length - 1), fc.nat(255))
      .map(([bytes, at, value]) => Uint8Array.from(bytes.with(at, value)))
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 5_000 }), mutated), (body) => {
        const raw = { method: 'POST', query: '', contentType: '', body, receivedAt }
        const started = performance.now()
        try {
          veesing.parseCallback?.(raw, { credentials, settings: {} })
        } catch (error) {
          expect(error).toBeInstanceOf(ProviderError)
        }
        expect(performance.now() - started).toBeLessThan(100)
      }),
    )
  })
})

describe('what the format cannot carry', () => {
  it.each([
    ['张三', undefined],
    ['☎ 400-68-10658 ©', undefined],
    ['𠮷野家', undefined],
    ['😀', 'value_emoji'],
    ['❤\uFE0F', 'value_emoji'],
    ['1\uFE0F\u20E3', 'value_emoji'],
    ['🇨🇳', 'value_emoji'],
    ['【云', 'value_brackets'],
  ])('value %s: %s', (value, problem) => {
    expect(veesing.valueProblem?.(value)).toBe(problem)
  })

  it('is refused in a text and in a template', () => {
    expect(veesing.textProblem?.('【云通信】你好')).toBeUndefined()
    expect(veesing.textProblem?.('【云通信】你好👋')).toBe('text_emoji')
    const draft = {
      title: '',
      signature: '云【😀',
      text: '【{姓名}】👋',
      category: 'notification' as const,
      settings: {},
    }
    expect(veesing.templateProblems(draft).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'text text_brackets',
      'text text_emoji',
      'signature signature_brackets',
      'signature text_emoji',
    ])
    expect(veesing.templateProblems({ ...draft, signature: '云通信', text: '{姓名}您好' })).toEqual(
      [],
    )
  })
})
