import type { Call, HttpResponse, HttpStep } from '#lib/providers/call.ts'
import { HttpError } from '#lib/providers/http-error.ts'

/** How far one unsigned `GET` to a base URL came; it asks for nothing and sends no credentials. */
export type Reach = {
  lookups: Extract<HttpStep, { step: 'lookup' }>[]
  connect?: Extract<HttpStep, { step: 'connect' }>
  secure?: Extract<HttpStep, { step: 'secure' }>
  /** Milliseconds from the connection to the whole answer. */
  answer?: { ms: number; response: HttpResponse; at: Date }
  error?: HttpError
}

/** Goes to the vendor step by step. Whatever stops it is in the answer. */
export async function reachVendor({
  http,
  baseUrl,
  now,
}: Pick<Call<unknown>, 'http' | 'baseUrl' | 'now'>): Promise<Reach> {
  const reach: Reach = { lookups: [] }
  let since = performance.now()
  const watch = (step: HttpStep) => {
    since = performance.now()
    if (step.step === 'lookup') reach.lookups.push(step)
    if (step.step === 'connect') reach.connect = step
    if (step.step === 'secure') reach.secure = step
  }
  try {
    const response = await http({ method: 'GET', url: `${baseUrl}/`, watch })
    reach.answer = { ms: Math.round(performance.now() - since), response, at: now() }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    reach.error = error
  }
  return reach
}
