import { ProviderError } from '../call.ts'
import { writeChinaTime } from '../china-time.ts'
import { failSend } from '../http-error.ts'
import type { RecipientOutcome, SendRequest, SendResult } from '../sending.ts'
import { type Answer, explainRefusal, post, readAnswer, readQuota } from './answer.ts'
import { type VeesingCall, vendor } from './settings.ts'

/** 1. 发送接口: one text for all recipients of the call. Throws ProviderError. */
export async function send(call: VeesingCall, request: SendRequest): Promise<SendResult> {
  const response = await post(call, '/smsApi/group', compose(request)).catch((error: unknown) => {
    throw failSend(vendor, error)
  })
  const answer = readAnswer(response)
  if (answer?.returnStatus !== '1' || !answer.taskId) throw explainRefusal(response, answer)
  const one = judge(answer, request.recipients.length)
  return {
    submissionId: answer.taskId,
    outcome: request.recipients.map(() => one),
    quota: readQuota(answer),
  }
}

function compose({ recipients, sendAt }: SendRequest): Record<string, string> {
  const [content = ''] = recipients.map(({ text }) => text)
  if (recipients.some(({ text }) => text !== content)) {
    throw new ProviderError(vendor, 'template_unavailable', {
      code: 'different_values',
      detail: 'all recipients of a call share one text',
    })
  }
  return {
    phone: recipients.map(({ phone }) => phone).join(','),
    content,
    ...(sendAt ? { sendTime: writeChinaTime(sendAt) } : {}),
  }
}

/** Fewer taken than sent: nobody knows which, so only reports can tell for each of them (ours). */
function judge({ successCounts, taskId }: Answer, sent: number): RecipientOutcome {
  if (successCounts == null || successCounts >= sent) return { accepted: true }
  return {
    accepted: false,
    failure: 'outcome_unknown',
    code: 'successCounts',
    detail: `taskId ${taskId}: ${successCounts} of ${sent} taken`,
  }
}
