import { z } from 'zod'
import { excerpt, findEntry, isOk, readJson, sideText } from '../answers.ts'
import { type HttpRequest, type HttpResponse, ProviderError } from '../call.ts'
import { asQuestion, failAsk } from '../http-error.ts'
import { codes } from './codes.ts'
import { type UpyunCall, vendor } from './settings.ts'

const refusal = z.object({ error_code: sideText, message: sideText })

/** One call with the token. Throws HttpError. */
export function request(
  call: UpyunCall,
  method: HttpRequest['method'],
  path: string,
  body?: Record<string, unknown>,
): Promise<HttpResponse> {
  return call.http({
    method,
    url: `${call.baseUrl}${path}`,
    headers: {
      authorization: call.credentials.token,
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
}

/** The error of an answer that is no yes: a documented code below 500 is mapped, all else is `outcome_unknown`. */
export function explainRefusal({ status, body }: HttpResponse): ProviderError {
  const said = refusal.safeParse(readJson(body)).data
  const entry = status < 500 ? findEntry(codes, said?.error_code) : undefined
  return new ProviderError(vendor, entry?.failure ?? 'outcome_unknown', {
    code: said?.error_code ?? `http_${status}`,
    detail: entry && said?.message ? said.message : excerpt(status, body),
  })
}

/** A call that sends no message, whatever its answer's status. Throws ProviderError when none came. */
export function askAny(
  call: UpyunCall,
  method: HttpRequest['method'],
  path: string,
  body?: Record<string, unknown>,
): Promise<HttpResponse> {
  return request(call, method, path, body).catch((error: unknown) => {
    throw failAsk(vendor, error)
  })
}

/** The answer of a call that sends no message, when its status is a yes. Throws ProviderError. */
export function requireOk(response: HttpResponse): HttpResponse {
  if (isOk(response)) return response
  throw asQuestion(explainRefusal(response), response.status >= 500)
}

/** Both. Throws ProviderError. */
export async function ask(...given: Parameters<typeof askAny>): Promise<HttpResponse> {
  return requireOk(await askAny(...given))
}
