import { z } from 'zod'
import { excerpt, findEntry, idText, isOk, readJson, sideText } from '../answers.ts'
import { type HttpRequest, type HttpResponse, ProviderError } from '../call.ts'
import { asQuestion, failAsk } from '../http-error.ts'
import { codes } from './codes.ts'
import { settings, vendor, type ZhuanxinyunCall } from './settings.ts'
import { readXml } from './xml.ts'

/** "Head" fields stand at the top; what else an answer has depends on the question. */
const envelope = z.looseObject({
  errorCode: idText.transform((code) => code.trim()),
  errorMsg: sideText,
})

export type Answer = z.infer<typeof envelope>

/** Where the usual ones do not do. */
export type Bounds = Pick<HttpRequest, 'timeoutMs' | 'maxAnswerBytes'>

const success = '000000'

/** One POST of a form with the keys, in the channel's format. Throws HttpError. */
export function post(
  call: ZhuanxinyunCall,
  name: string,
  fields: Record<string, string>,
  bounds: Bounds = {},
): Promise<HttpResponse> {
  const { appKey, appSecret } = call.credentials
  const { format } = settings.parse(call.settings)
  return call.http({
    method: 'POST',
    url: `${call.baseUrl}/api/v2/${name}.${format}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: new URLSearchParams({ appKey, appSecret, ...fields }).toString(),
    ...bounds,
  })
}

/** A day’s answer takes seconds to read: not again to look into what was a yes. */
const answers = new WeakMap<Uint8Array, Answer | undefined>()

/** What an answer says, whichever of the two formats it is in; undefined when it is neither. */
export function readAnswer(body: Uint8Array): Answer | undefined {
  const read = answers.get(body) ?? envelope.safeParse(readJson(body) ?? readXml(body)?.xml).data
  answers.set(body, read)
  return read
}

/** True for a 2xx whose code is 000000: the vendor's yes. */
export function isSuccess({ status }: HttpResponse, answer: Answer | undefined): answer is Answer {
  return isOk({ status }) && answer?.errorCode === success
}

/** The error of an answer that is no yes. Anything that does not promise a refusal is `outcome_unknown`. */
export function explainRefusal(
  { status, body }: HttpResponse,
  answer: Answer | undefined,
): ProviderError {
  const entry = status < 500 ? findEntry(codes, answer?.errorCode) : undefined
  const code = entry || isOk({ status }) ? answer?.errorCode : `http_${status}`
  return new ProviderError(vendor, entry?.failure ?? 'outcome_unknown', {
    ...(code && code !== success ? { code } : {}),
    detail: (entry && answer?.errorMsg) || excerpt(status, body),
  })
}

/** One question and its answer, which is a yes. Throws ProviderError. */
export async function ask(
  call: ZhuanxinyunCall,
  name: string,
  fields: Record<string, string> = {},
  bounds: Bounds = {},
): Promise<{ response: HttpResponse; answer: Answer }> {
  const response = await post(call, name, fields, bounds).catch((error: unknown) => {
    throw failAsk(vendor, error)
  })
  const answer = readAnswer(response.body)
  if (isSuccess(response, answer)) return { response, answer }
  const refusal = explainRefusal(response, answer)
  throw asQuestion(refusal, response.status >= 500 || refusal.code === '999999')
}
