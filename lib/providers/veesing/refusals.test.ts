import { describe, expect, it } from 'vitest'
import { bytes, requestOf, type Script, scriptCall } from '../call.fixture.ts'
import { ProviderError } from '../call.ts'
import { balance } from './balance.ts'
import { send } from './send.ts'

const credentials = { appId: 'a', appKey: 'k' }
const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof ProviderError ? error : String(error)),
  )
const sendAgainst = (status: number, body: string) => {
  const script: Script = () => ({ status, body: bytes(body) })
  return failureOf(send(scriptCall(credentials, script).call, requestOf([[]])))
}
const no = (message: unknown, more = {}) => JSON.stringify({ returnStatus: '0', message, ...more })

describe('a refusal of the document', () => {
  it.each([400, 401, 403, 404, 422, 429])('is one with status %i as well', async (status) => {
    expect(await sendAgainst(status, no('参数错误'))).toMatchObject({
      failure: 'rejected',
      code: '参数错误',
    })
    const whole = no('余额不足', { remainPoint: null, taskId: null, successCounts: null })
    expect(await sendAgainst(status, whole)).toMatchObject({ failure: 'insufficient_balance' })
  })

  it('is no yes to a question either', async () => {
    const ask = (status: number, body: string) =>
      failureOf(balance(scriptCall(credentials, () => ({ status, body: bytes(body) })).call))
    expect(await ask(401, no('账号或密码错误'))).toMatchObject({ failure: 'unauthorized' })
    const yes = '{"returnStatus":"1","remainPoint":"241"}'
    expect(await ask(404, yes)).toMatchObject({ failure: 'bad_response' })
    expect(await ask(500, no('账号或密码错误'))).toMatchObject({ failure: 'unavailable' })
  })
})

describe('nothing is proved', () => {
  it.each<[string, number, string]>([
    ['a redirect', 302, no('参数错误')],
    ['a 5xx', 500, no('参数错误')],
    ['a 5xx of a gateway', 502, no('余额不足')],
    ['a yes with 4xx', 400, '{"returnStatus":"1","taskId":"1","successCounts":"1"}'],
    ['words of no table with 4xx', 400, no('系统维护')],
    ['the unclear one with 4xx', 400, no('未知原因,请联系客服')],
    ['no words with 4xx', 400, no(null)],
    ['a no with a batch and 4xx', 400, no('余额不足', { taskId: '3313746' })],
    ['a no that counts messages and 4xx', 400, no('余额不足', { successCounts: '1' })],
    ['another’s body with 4xx', 400, '{"message":"参数错误"}'],
    ['words alone with 4xx', 403, 'IP受限'],
    ['a page with 4xx', 403, '<html>IP受限</html>'],
    ['nothing with 4xx', 404, ''],
  ])('by %s', async (_, status, body) => {
    expect(await sendAgainst(status, body)).toMatchObject({ failure: 'outcome_unknown' })
  })

  it('and what was said stays', async () => {
    expect(await sendAgainst(400, no('系统维护'))).toMatchObject({ detail: '系统维护' })
    expect(await sendAgainst(404, '')).toMatchObject({ code: 'http_404' })
  })
})
