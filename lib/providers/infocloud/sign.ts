import { createHmac } from 'node:crypto'

export const signMethods = [
  'HmacSHA256',
  'HmacMD5',
  'HmacSHA1',
  'HmacSHA224',
  'HmacSHA384',
  'HmacSHA512',
] as const

export type SignMethod = (typeof signMethods)[number]

/**
 * The value of `x-sign` in lower-case hex: HMAC over `k=v&k=v`, sorted by name, of the body's decoded
 * fields and the four x- headers; empty ones are left out (发送短信 3. 签名生成).
 */
export function sign(
  method: SignMethod,
  accessKey: string,
  fields: Record<string, string>,
): string {
  const content = Object.keys(fields)
    .filter((key) => fields[key])
    .sort()
    .map((key) => `${key}=${fields[key]}`)
    .join('&')
  const hash = method.replace('Hmac', '').toLowerCase()
  return createHmac(hash, accessKey).update(content, 'utf8').digest('hex')
}
