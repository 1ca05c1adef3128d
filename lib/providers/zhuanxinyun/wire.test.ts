import { describe, expect, it } from 'vitest'
import { requestOf, type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { HttpError } from '../http-error.ts'
import { balance } from './balance.ts'
import { codes } from './codes.ts'
import { zhuanxinyun } from './provider.ts'
import { reportCodes } from './report-codes.ts'
import { send } from './send.ts'

// Fixtures are the document's own examples, its masked digits filled in.
const credentials = {
  appKey: 'sbbndjdgfddsfdsz0c496t9onr1afbw2',
  appSecret: '1845adajhgjh4hgjdcc6495b0d697ecdb3076',
}
const keys = `appKey=${credentials.appKey}&appSecret=${credentials.appSecret}`
const yes = '{"errorCode":"000000","errorMsg":"提交成功"}'
const yesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xml> <errorCode>000000</errorCode> <errorMsg>提交成功</errorMsg> </xml>`

const callWith = (script: Script, settings = {}) => scriptCall(credentials, script, { settings })
const requestWith = (texts: string[], vendorId?: string) =>
  requestOf([], {
    reference: 'zhuanxinyun001',
    template: { text: '{内容}', category: 'notification', ...(vendorId ? { vendorId } : {}) },
    recipients: texts.map((text, n) => ({
      phone: ['15067890001', '15267790002'][n] ?? '',
      values: [text],
      text,
      reference: `mission_00${n + 1}`,
    })),
  })
const code = '【云鋒網絡】驗證碼123456'
const same = requestWith([code, code], '27')
const own = ['【云鋒網絡】您好,這是測試1234', '【云鋒網絡】您好,這是測試4321']

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error as ProviderError,
  )
const refusal = (errorCode: string) => JSON.stringify({ errorCode, errorMsg: '說明' })

describe('sending one text', () => {
  it('is the form of the document’s sendSms, byte for byte', async () => {
    const { call, requests } = callWith(() => yes)
    const { outcome, submissionId } = await send(call, same)
    expect(requests).toMatchObject([
      {
        method: 'POST',
        url: `${call.baseUrl}/api/v2/sendSms.json`,
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
        text:
          `${keys}&phones=15067890001%2C15267790002&missionNums=mission_001%2Cmission_002` +
          '&batchNum=zhuanxinyun001&content=%E3%80%90%E4%BA%91%E9%8B%92%E7%B6%B2%E7%B5%A1%E3%80%91' +
          '%E9%A9%97%E8%AD%89%E7%A2%BC123456',
      },
    ])
    expect(outcome).toEqual([{ accepted: true }, { accepted: true }])
    expect(submissionId).toBeUndefined()
  })

  it('asks for XML and reads its sample where the channel says so, with its extension', async () => {
    const { call, requests } = callWith(() => yesXml, { format: 'xml', extraNum: '001' })
    expect((await send(call, same)).outcome).toHaveLength(2)
    expect(requests[0]?.url).toBe(`${call.baseUrl}/api/v2/sendSms.xml`)
    expect(requests[0]?.text).toMatch(/&extraNum=001$/)
  })
})

describe('sending a text for each', () => {
  it('encodes each by itself and the whole once more, as the document’s samples do', async () => {
    const { call, requests } = callWith(() => yes)
    await send(call, requestWith(own, '27'))
    expect(requests[0]?.url).toBe(`${call.baseUrl}/api/v2/sendTplSms.json`)
    const sign =
      '%25E3%2580%2590%25E4%25BA%2591%25E9%258B%2592%25E7%25B6%25B2%25E7%25B5%25A1%25E3%2580%2591'
    const text = `${sign}%25E6%2582%25A8%25E5%25A5%25BD%252C%25E9%2580%2599%25E6%2598%25AF%25E6%25B8%25AC%25E8%25A9%25A6`
    expect(requests[0]?.text).toBe(
      `${keys}&phones=15067890001%2C15267790002&missionNums=mission_001%2Cmission_002` +
        `&batchNum=zhuanxinyun001&content=${text}1234%2C${text}4321&templateId=27`,
    )
  })

  it('needs the template’s code, and does not leave without it', async () => {
    const { call, requests } = callWith(() => yes)
    const error = await errorOf(send(call, requestWith(own)))
    expect(error).toMatchObject({ failure: 'template_unavailable', code: '100011' })
    expect(requests).toEqual([])
  })
})

describe('an answer', () => {
  it.each(Object.entries(codes))(
    'of %s in either format is what our table says',
    async (name, { failure }) => {
      const xml = `<xml><errorCode>${name}</errorCode><errorMsg>說明</errorMsg></xml>`
      for (const body of [refusal(name), xml]) {
        const error = await errorOf(send(callWith(() => body).call, same))
        expect(error).toMatchObject({ failure, code: name, detail: '說明' })
      }
    },
  )

  it.each<[string, ReturnType<Script>, string | undefined]>([
    ['the sample with its typo', '{"err"rCode":"000000","errorMsg":"提交成功"}', undefined],
    ['an unknown code', refusal('123456'), '123456'],
    ['an inherited name for a code', refusal('toString'), 'toString'],
    ['HTML', '<html><body>502 Bad Gateway</body></html>', undefined],
    ['a DOCTYPE', '<!DOCTYPE xml><xml><errorCode>000000</errorCode></xml>', undefined],
    ['nothing', '', undefined],
    ['half of it', yes.slice(0, 20), undefined],
    ['a yes with 500', { status: 500, body: new TextEncoder().encode(yes) }, 'http_500'],
    [
      'a refusal with 502',
      { status: 502, body: new TextEncoder().encode(refusal('100009')) },
      'http_502',
    ],
    ['404', { status: 404 }, 'http_404'],
    ['a cut line', new HttpError('answer', 'ECONNRESET'), 'ECONNRESET'],
  ])('that is %s leaves the outcome unknown', async (_, answer, name) => {
    const error = await errorOf(send(callWith(() => answer).call, same))
    expect(error).toBeInstanceOf(ProviderError)
    expect(error).toMatchObject({ failure: 'outcome_unknown', code: name })
  })

  it('is a yes whatever its words are', async () => {
    for (const body of [
      '{"errorCode":"000000","errorMsg":{"zh":"提交成功"}}',
      '<xml><errorCode> 000000 </errorCode><errorMsg>a</errorMsg><errorMsg>b</errorMsg></xml>',
    ])
      expect((await send(callWith(() => body).call, same)).outcome).toHaveLength(2)
  })

  it('that could not come, since nobody was there, is unavailable', async () => {
    const error = await errorOf(
      send(callWith(() => new HttpError('connect', 'ECONNREFUSED')).call, same),
    )
    expect(error).toMatchObject({ failure: 'unavailable' })
  })
})

describe('the balance', () => {
  const json = '{"count":100,"errorCode":"000000","errorMsg":"獲取成功"}'
  const xml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<xml> <errorCode>000000</errorCode> <errorMsg>獲取成功</errorMsg> <count>100</count> </xml>`

  it.each([
    ['json', json],
    ['xml', xml],
  ])('is read from the sample in %s', async (format, sample) => {
    const { call, requests } = callWith(() => sample, { format })
    expect(await balance(call)).toEqual([{ unit: 'messages', name: 'balance', amount: 100 }])
    expect(requests).toMatchObject([
      { url: `${call.baseUrl}/api/v2/querySmsCount.${format}`, text: keys },
    ])
  })

  it.each<[ReturnType<Script>, string]>([
    [refusal('100003'), 'unauthorized'],
    [refusal('100014'), 'rate_limited'],
    [refusal('999999'), 'unavailable'],
    [refusal('123456'), 'bad_response'],
    [yes, 'bad_response'],
    ['<html></html>', 'bad_response'],
    [{ status: 503 }, 'unavailable'],
    [new HttpError('answer', 'answer_timeout'), 'unavailable'],
    [new HttpError('answer', 'answer_cut_off'), 'bad_response'],
  ])('of %j is %s', async (answer, failure) => {
    expect(await errorOf(balance(callWith(() => answer).call))).toMatchObject({ failure })
  })
})

describe('the tables', () => {
  it('have all 15 codes of a refusal and all 23 gateway codes, with 0 and DELIVRD', () => {
    expect(Object.keys(codes)).toHaveLength(15)
    expect(Object.keys(reportCodes)).toHaveLength(25)
  })
  it('call just 0 and DELIVRD delivered', () => {
    const delivered = Object.entries(reportCodes).filter(([, { group }]) => group === 'delivered')
    expect(delivered.map(([name]) => name).sort()).toEqual(['0', 'DELIVRD'])
  })
})

describe('what a channel may be', () => {
  it.each([{ extraNum: '1234567' }, { extraNum: '12a' }, { format: 'yaml' }, { textLength: 20 }])(
    'is not %j',
    (settings) => expect(zhuanxinyun.settings.safeParse(settings).success).toBe(false),
  )
  it('is JSON without an extension unless said otherwise, and its text limit counts', () => {
    expect(zhuanxinyun.settings.parse({})).toEqual({
      format: 'json',
      extraNum: '',
      textLength: 350,
    })
    expect(zhuanxinyun.limitsFor?.({ textLength: 500 })).toEqual({ textLength: 500 })
  })
  it('has no 【】 but the signature’s', () => {
    const draft = { title: '', category: 'notification' as const, settings: {} }
    const problems = zhuanxinyun.templateProblems({
      ...draft,
      text: '【假】{名}',
      signature: '【云',
    })
    expect(problems.map((one) => one.code)).toEqual(['text_brackets', 'signature_brackets'])
    expect(zhuanxinyun.valueProblem?.('【假】')).toBe('value_brackets')
    expect(zhuanxinyun.valueProblem?.('a,b;c|d&e=%2C+😀')).toBeUndefined()
  })
})
