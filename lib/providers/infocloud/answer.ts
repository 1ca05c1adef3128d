import { z } from 'zod'
import { excerpt, findEntry, idText, isOk, readJson, sideText } from '../answers.ts'
import { type HttpResponse, ProviderError } from '../call.ts'
import { asQuestion, failAsk } from '../http-error.ts'
import { codes } from './codes.ts'
import { type Posted, post } from './post.ts'
import { type InfocloudCall, vendor } from './settings.ts'

const envelope = z.object({
  code: idText,
  message: sideText,
  requestId: sideText,
  data: z.unknown().optional(),
})

export type Answer = z.infer<typeof envelope>

/** The envelope of an answer, undefined when it is not one. */
export function readAnswer(body: Uint8Array): Answer | undefined {
  return envelope.safeParse(readJson(body)).data
}

/** True for a 2xx whose code is 200: the vendor's yes. */
export function isSuccess(posted: Posted, answer: Answer | undefined): answer is Answer {
  return isOk(posted.response) && answer?.code === '200'
}

/** The error of an answer that is no yes. Anything that does not promise a refusal is `outcome_unknown`. */
export function explainRefusal(posted: Posted, answer: Answer | undefined): ProviderError {
  const { status, body } = posted.response
  const entry = status < 500 ? findEntry(codes, answer?.code) : undefined
  const drift = entry && describeDrift(posted.missedMs, answer?.code)
  const words = answer && entry ? [answer.message, requestWords(answer)] : [excerpt(status, body)]
  const code = entry || isOk(posted.response) ? answer?.code : `http_${status}`
  return new ProviderError(vendor, drift ? 'unavailable' : (entry?.failure ?? 'outcome_unknown'), {
    ...(code && code !== '200' ? { code } : {}),
    detail: [...words, drift].filter(Boolean).join('; '),
    ...(answer?.requestId ? { requestId: answer.requestId } : {}),
  })
}

/** One signed question and the answer of a yes. Throws ProviderError; `http_404` is the code of a missing path. */
export async function ask(
  call: InfocloudCall,
  path: string,
  fields: Record<string, string>,
): Promise<{ response: HttpResponse; answer: Answer }> {
  const posted = await post(call, path, fields).catch((error: unknown) => {
    throw failAsk(vendor, error)
  })
  const answer = readAnswer(posted.response.body)
  if (isSuccess(posted, answer)) return { response: posted.response, answer }
  const refusal = explainRefusal(posted, answer)
  throw asQuestion(refusal, posted.response.status >= 500 || refusal.code === '-1')
}

function requestWords(answer: Answer): string | undefined {
  return answer.requestId && `requestId ${answer.requestId}`
}

/**
 * A timestamp more than 60 s off is refused (短信发送FAQ), by which code is not said. The request was
 * not taken then, and the next one uses the corrected clock: it may be tried again.
 */
function describeDrift(missedMs: number, code: string | undefined): string | undefined {
  if (Math.abs(missedMs) < 55_000 || !['2001', '40004'].includes(code ?? '')) return undefined
  const seconds = Math.round(Math.abs(missedMs) / 1000)
  const [zh, en] = missedMs > 0 ? ['慢', 'behind'] : ['快', 'ahead of']
  return `clock drift: 本机时钟比供应商${zh} ${seconds} 秒 (our clock is ${seconds} s ${en} the vendor’s)`
}
