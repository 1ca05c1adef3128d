import type { HttpResponse } from '../call.ts'
import { clockOffset, learnClock } from './clock.ts'
import { type InfocloudCall, settings } from './settings.ts'
import { sign } from './sign.ts'

/** `missedMs`: by how much our timestamp missed the vendor's clock; above 0 when ours is behind. */
export type Posted = { response: HttpResponse; missedMs: number }

/** One signed POST. Empty fields are left out, all others are strings. Throws HttpError. */
export async function post(
  call: InfocloudCall,
  path: string,
  fields: Record<string, string>,
): Promise<Posted> {
  const { signMethod } = settings.parse(call.settings)
  const body = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
  const offset = clockOffset(call.baseUrl)
  const headers = {
    'x-api-key': call.credentials.apiKey,
    'x-nonce': call.nonce(),
    'x-sign-method': signMethod,
    'x-timestamp': String(call.now().getTime() + offset),
  }
  const signature = sign(signMethod, call.credentials.accessKey, { ...body, ...headers })
  const response = await call.http({
    method: 'POST',
    url: `${call.baseUrl}${path}`,
    headers: {
      ...headers,
      'x-sign': signature,
      'content-type': 'application/json; charset=utf-8',
    },
    body: JSON.stringify(body),
    timeoutMs: 15_000, // the document's advice for an unsteady network
  })
  return {
    response,
    missedMs: learnClock(call.baseUrl, response.headers.date, call.now()) - offset,
  }
}
