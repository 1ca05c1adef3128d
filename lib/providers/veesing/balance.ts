import { asQuestion, failAsk } from '../http-error.ts'
import type { Quota } from '../sending.ts'
import { explainRefusal, post, readAnswer, readQuota } from './answer.ts'
import { type VeesingCall, vendor } from './settings.ts'

/** 3. 余额查询接口: messages left. Throws ProviderError. */
export async function balance(call: VeesingCall): Promise<Quota[]> {
  const response = await post(call, '/smsApi/group/getBalance').catch((error: unknown) => {
    throw failAsk(vendor, error)
  })
  const answer = readAnswer(response)
  const quota = answer?.returnStatus === '1' ? readQuota(answer) : []
  if (quota.length > 0) return quota
  const isDown = response.status >= 500 || answer?.returnStatus === '0'
  throw asQuestion(explainRefusal(response, answer), isDown)
}
