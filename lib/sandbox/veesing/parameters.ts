import { readChinaSecond } from '../core/clock.ts'
import { Refusal } from '../core/refusal.ts'
import type { VendorRequest } from '../core/vendor.ts'
import type { RefusalName } from './codes.ts'

export type Params = Readonly<Record<string, string>>

/** Says no with one of the document's messages. */
export function refuse(name: RefusalName): never {
  throw new Refusal(name)
}

/**
 * The tables head their parameters 请求参数(Query) and §3's sample sends them so; §1's sample sends
 * a form. Both are read, the query first (ours, as a servlet does).
 */
export function readParams({ query, headers, body }: VendorRequest): Params {
  const isForm = headers['content-type']?.includes('application/x-www-form-urlencoded')
  const form = isForm ? new URLSearchParams(body.toString('utf8')) : []
  return { ...Object.fromEntries(form), ...Object.fromEntries(query) }
}

/** A parameter that must be there and not empty. */
export const required = (params: Params, name: string): string =>
  params[name]?.trim() ? params[name] : refuse('missingParameter')

/** `sendTime` in China Standard Time as ms since the epoch; empty means at once. */
export function readSendTime(
  params: Params,
  minutesAhead: number,
  now: number,
): number | undefined {
  const { sendTime } = params
  if (!sendTime) return undefined
  const at = readChinaSecond(sendTime)
  // Ours: the document has no message of its own for a time that is wrong or too near.
  return at !== undefined && at >= now + minutesAhead * 60_000 ? at : refuse('badParameter')
}
