import { ProviderError } from '../call.ts'
import { failAsk } from '../http-error.ts'
import type { Quota } from '../sending.ts'
import type { Failure } from '../vocabulary.ts'
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
  const { failure, code, detail } = explainRefusal(response, answer)
  throw new ProviderError(vendor, askFailure(response.status, failure, answer?.returnStatus), {
    ...(code ? { code } : {}),
    ...(detail ? { detail } : {}),
  })
}

/** A question takes nothing, so that nobody can say what became of it is no answer for it. */
function askFailure(status: number, failure: Failure, returnStatus: string | undefined): Failure {
  if (failure !== 'outcome_unknown') return failure
  return status >= 500 || returnStatus === '0' ? 'unavailable' : 'bad_response'
}
