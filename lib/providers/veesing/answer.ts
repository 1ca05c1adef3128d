import { z } from 'zod'
import {
  excerpt,
  findEntry,
  idText,
  isOk,
  numberLike,
  optionalText,
  readJson,
  sideText,
} from '../answers.ts'
import { type HttpResponse, ProviderError } from '../call.ts'
import type { Quota } from '../sending.ts'
import { codes } from './codes.ts'
import { readWords } from './read-words.ts'
import { type VeesingCall, vendor } from './settings.ts'

const count = numberLike.nullish().catch(undefined)

const envelope = z.object({
  // The samples have "1 " with a space.
  returnStatus: idText.transform((status) => status.trim()),
  message: sideText,
  remainPoint: count,
  taskId: optionalText.transform((id) => id?.trim() || undefined),
  successCounts: count,
})

export type Answer = z.infer<typeof envelope>

/** One POST with id and key in the form, and the parameters that are not empty. Throws HttpError. */
export function post(
  call: VeesingCall,
  path: string,
  fields: Record<string, string> = {},
): Promise<HttpResponse> {
  const { appId, appKey } = call.credentials
  return call.http({
    method: 'POST',
    url: `${call.baseUrl}${path}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' },
    body: new URLSearchParams({ appId, appKey, ...fields }).toString(),
  })
}

/**
 * The answer of a 2xx, undefined when it is none. The document has no statuses: a 4xx may carry a
 * no of its form, and never a yes.
 */
export function readAnswer({ status, body }: HttpResponse): Answer | undefined {
  const isNo = status >= 400 && status < 500
  if (!isOk({ status }) && !isNo) return undefined
  const answer = envelope.safeParse(readJson(body)).data
  return isNo && answer?.returnStatus !== '0' ? undefined : answer
}

/** The error of an answer that is no yes. Words we do not know prove nothing: `outcome_unknown`. */
export function explainRefusal(response: HttpResponse, answer: Answer | undefined): ProviderError {
  const { status, body } = response
  const words = answer?.message
  const known = isRefusal(answer) ? readWords(words ?? '') : undefined
  const code = known ?? (answer?.returnStatus === '0' ? words : nameStatus(status))
  return new ProviderError(vendor, findEntry(codes, known)?.failure ?? 'outcome_unknown', {
    ...(code ? { code } : {}),
    detail: words ?? excerpt(status, body),
  })
}

/** A "no" that names a batch, or messages that were taken, contradicts itself. */
function isRefusal(answer: Answer | undefined): boolean {
  return answer?.returnStatus === '0' && !answer.taskId && !answer.successCounts
}

const nameStatus = (status: number): string | undefined =>
  isOk({ status }) ? undefined : `http_${status}`

/** 剩余条数, where the answer has it. */
export function readQuota({ remainPoint }: Answer): Quota[] {
  if (remainPoint == null) return []
  return [{ unit: 'messages', name: 'balance', amount: remainPoint }]
}
