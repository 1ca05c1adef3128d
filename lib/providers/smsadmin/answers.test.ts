import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { requestOf, type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { HttpError } from '../http-error.ts'
import { balance } from './balance.ts'
import { checkWords } from './check-words.ts'
import { codes } from './codes.ts'
import { send } from './send.ts'
import { settings } from './settings.ts'

const keys = { uid: 'demo', pwd: 'secret' }
const gbk = (text: string) => ({ body: iconv.encode(text, 'gbk') })
/** As a page saved in UTF-8 begins, whatever it goes on in. */
const marked = (text: string) => ({
  body: Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), iconv.encode(text, 'gbk')]),
})
const callOf = (script: Script, channel = {}, credentials = keys) =>
  scriptCall(credentials, script, {
    baseUrl: 'http://x.example',
    settings: settings.parse(channel),
  })
const pair = requestOf([[], []])
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('no error'),
    (error: unknown) => error as ProviderError,
  )
const sendError = (script: Script) => errorOf(send(callOf(script).call, pair))

describe('sending', () => {
  it.each(['0发送成功!', '0 发送成功!', '0', ' 0发送成功！\r\n'])('%j is a yes', async (body) => {
    const { outcome } = await send(callOf(() => gbk(body)).call, pair)
    expect(outcome).toEqual([{ accepted: true }, { accepted: true }])
  })

  it('a byte order mark swallows no digit', async () => {
    const { outcome } = await send(callOf(() => marked('0发送成功!')).call, pair)
    expect(outcome).toEqual([{ accepted: true }, { accepted: true }])
    const error = await sendError(() => marked('2余额不足!'))
    expect(error).toMatchObject({ code: '2', failure: 'insufficient_balance' })
    expect(await balance(callOf(() => marked('用户ID=demo 剩余资费=7')).call)).toMatchObject([
      { amount: 7 },
    ])
    expect(await checkWords(callOf(() => marked('敏感字:发票;')).call, '好')).toEqual(['发票'])
    const wrong = await errorOf(balance(callOf(() => marked('1用户名或密码错误!')).call))
    expect(wrong).toMatchObject({ code: '1', failure: 'unauthorized' })
  })

  it.each([
    ['2 余额不足!', '2', 'insufficient_balance'],
    ['1用户名或密码错误!', '1', 'unauthorized'],
    ['3 超过发送最大量 100 条', '3', 'rejected'],
    ['3超过发送最大量1000条', '3', 'rejected'],
    ['4 此用户不允许发送!', '4', 'unauthorized'],
    ['5 手机号或发送信息不能为空!', '5', 'rejected'],
    ['8 用户已冻结, 请联系客服人员!', '8', 'unauthorized'],
  ])('%s', async (body, code, failure) => {
    const error = await sendError(() => gbk(body))
    expect(error).toMatchObject({ vendor: 'smsadmin', code, failure, learned: undefined })
    expect(error.detail).toBe(body.slice(1).trim())
  })

  it.each([
    ['7 超过 70 个字,请修改后发送!', { textLength: 70 }],
    ['7超过350个字,请修改后发送!', { textLength: 350 }],
    ['7 超过 XX 个字,请修改后发送!', undefined],
    ['7 超过 0 个字', undefined],
  ])('%s teaches %j', async (body, learned) => {
    const error = await sendError(() => gbk(body))
    expect(error).toMatchObject({ failure: 'rejected', code: '7' })
    expect(error.learned).toEqual(learned)
    if (learned) expect(settings.parse(learned)).toMatchObject(learned)
  })

  it.each<[string, ReturnType<Script>]>([
    ['HTML', '<html>0</html>'],
    ['nothing', ''],
    ['150, which begins with the wrong password', '150'],
    ['00', '00'],
    ['a code nobody documents', gbk('6 其他')],
    ['500 with a good body', { status: 500, ...gbk('0发送成功!') }],
    ['502 with a documented code', { status: 502, ...gbk('2 余额不足!') }],
    ['404', { status: 404, ...gbk('1') }],
    ['307', { status: 307, headers: { location: '/x' } }],
    ['a time-out', new HttpError('answer', 'answer_timeout')],
  ])('%s is outcome_unknown', async (_, out) => {
    expect((await sendError(() => out)).failure).toBe('outcome_unknown')
  })

  it('keeps the raw words of an unknown code', async () => {
    const error = await sendError(() => gbk('6 其他原因'))
    expect(error).toMatchObject({ code: '6', detail: 'HTTP 200: 6 其他原因' })
  })

  it('never connected is unavailable', async () => {
    const error = await sendError(() => new HttpError('connect', 'ECONNREFUSED'))
    expect(error.failure).toBe('unavailable')
  })

  it('whatever bytes come, a yes begins with 0 and a no with a documented digit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (body) => {
        const result = await send(callOf(() => ({ body })).call, pair).catch((e: unknown) => e)
        const first = iconv.decode(Buffer.from(body), 'gb18030').trim()[0] ?? ''
        if (!(result instanceof ProviderError)) expect(first).toBe('0')
        else if (result.failure !== 'outcome_unknown') expect(codes).toHaveProperty(first)
      }),
    )
  })
})

describe('balance', () => {
  it.each([
    ['用户ID=demo 剩余资费=1000', 1000],
    ['用户 ID=demo\r\n剩余资费=12.50', 12.5],
    ['用户ID=demo1688\n剩余资费=0', 0],
    ['用户ID=demo 剩余资费=-3条', -3],
  ])('%j', async (body, amount) => {
    const { call, requests } = callOf(() => gbk(body))
    expect(await balance(call)).toEqual([{ unit: 'messages', name: '剩余资费', amount }])
    expect(requests[0]?.url).toBe(
      'http://x.example/smsmarketing/wwwroot/api/user_info/?uid=demo&pwd=secret',
    )
  })

  it('asks with the uid encoded twice where that is set, or needed', async () => {
    const script: Script = () => gbk('用户ID=用户 剩余资费=1')
    const set = callOf(script, { style: 'urldecode', balanceUnit: 'cny' })
    expect(await balance(set.call)).toMatchObject([{ unit: 'cny' }])
    expect(set.requests[0]?.url).toContain('/user_info_urldecode/?uid=demo&')
    const needed = callOf(script, {}, { uid: '用户', pwd: 'p' })
    await balance(needed.call)
    expect(needed.requests[0]?.url).toContain('/user_info_urldecode/?uid=%25D3%25C3%25BB%25A7&')
  })

  it.each<[ReturnType<Script>, string]>([
    [gbk('1 用户名或密码错误!'), 'unauthorized'],
    [gbk('用户ID=demo'), 'bad_response'],
    [gbk('用户ID=demo 剩余资费=很多'), 'bad_response'],
    ['<html>=1 =2</html>', 'bad_response'],
    ['', 'bad_response'],
    [{ status: 500 }, 'unavailable'],
    [{ status: 404 }, 'bad_response'],
    [new HttpError('answer', 'answer_timeout'), 'unavailable'],
    [new HttpError('answer', 'answer_cut_off'), 'bad_response'],
  ])('%j is %s', async (out, failure) => {
    expect((await errorOf(balance(callOf(() => out).call))).failure).toBe(failure)
  })
})

describe('sensitive words', () => {
  it.each([
    ['敏感字:发票;贷款;赌博;', ['发票', '贷款', '赌博']],
    ['敏感字：发票；', ['发票']],
    ['不含敏感字', []],
  ])('%s', async (body, words) => {
    const { call, requests } = callOf(() => gbk(body))
    expect(await checkWords(call, '发票 贷款')).toEqual(words)
    expect(requests[0]).toMatchObject({
      method: 'GET',
      url: 'http://x.example/smsmarketing/wwwroot/api/mgz/?uid=demo&pwd=secret&msg=%B7%A2%C6%B1%20%B4%FB%BF%EE',
    })
  })
  it.each<[ReturnType<Script>, string]>([
    [gbk('1 用户名或密码错误!'), 'unauthorized'],
    ['<p>a:b;</p>', 'bad_response'],
    ['error: x;', 'bad_response'],
  ])('%j is %s', async (out, failure) => {
    expect((await errorOf(checkWords(callOf(() => out).call, '好'))).failure).toBe(failure)
  })
})
