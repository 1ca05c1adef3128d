import { timingSafeEqual } from 'node:crypto'
import { Refusal } from '../core/refusal.ts'
import type { VendorRequest } from '../core/vendor.ts'
import type { Nonces } from './nonces.ts'
import type { InfocloudSettings } from './settings.ts'
import { SIGN_METHODS, signFields } from './sign.ts'

const WINDOW_MS = 60_000
const NONCE_LENGTH = 10

export type Fields = Readonly<Record<string, unknown>>

type Account = Record<string, string>
type Parts = { account: Account; settings: InfocloudSettings; nonces: Nonces; now(): number }

/** The body's fields and the query's together (the Postman script signs both); 40004 if unreadable. */
export function readFields({ body, query }: VendorRequest): Fields {
  const { sign: _, ...fromQuery } = Object.fromEntries(query)
  const text = body.toString('utf8').trim()
  if (text === '') return fromQuery
  const fields: unknown = parseJson(text)
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) {
    throw new Refusal('40004', '参数错误：请求体必须为JSON对象')
  }
  return { ...fromQuery, ...fields }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('40004', '参数错误：请求体不是合法的JSON')
  }
}

/**
 * Checks the five headers of 发送短信 §2: known key, one of six methods, timestamp of 13 digits
 * within 60 s, signature in lower-case hex (as every sample makes it), nonce of ten or more
 * characters not seen before. Throws the refusal, 2001 except for the timestamp's setting.
 */
export function authenticate(request: VendorRequest, fields: Fields, parts: Parts): void {
  const header = (name: string): string => {
    const value = request.headers[name]
    if (typeof value !== 'string' || value === '') throw new Refusal('2001')
    return value
  }
  const sign = header('x-sign')
  const signed = {
    'x-api-key': header('x-api-key'),
    'x-nonce': header('x-nonce'),
    'x-sign-method': header('x-sign-method'),
    'x-timestamp': header('x-timestamp'),
  }
  if (signed['x-api-key'] !== parts.account.apiKey) throw new Refusal('2001')
  if (!SIGN_METHODS[signed['x-sign-method']]) throw new Refusal('2001')
  checkTimestamp(signed['x-timestamp'], parts)
  const all = { ...fields, ...signed }
  const expected = signFields(signed['x-sign-method'], all, parts.account.accessKey ?? '')
  if (!sameText(sign, expected)) throw new Refusal('2001')
  checkNonce(signed['x-nonce'], parts)
}

function checkTimestamp(timestamp: string, { settings, now }: Parts): void {
  const valid = /^\d{13}$/.test(timestamp) && Math.abs(now() - Number(timestamp)) <= WINDOW_MS
  if (!valid) throw new Refusal(settings.timestampCode, '无效的参数（时间戳）')
}

function checkNonce(nonce: string, { settings, nonces, now }: Parts): void {
  if (nonce.length < NONCE_LENGTH && !settings.lenientNonce) throw new Refusal('2001')
  if (!nonces.take(nonce, now())) throw new Refusal('2001', 'API授权失败：重复提交')
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
