import { createHmac } from 'node:crypto'

/** The six methods of 发送短信 §2 and the receipt query's header list, by Node's digest names. */
export const SIGN_METHODS: Readonly<Record<string, string>> = {
  HmacMD5: 'md5',
  HmacSHA1: 'sha1',
  HmacSHA224: 'sha224',
  HmacSHA256: 'sha256',
  HmacSHA384: 'sha384',
  HmacSHA512: 'sha512',
}

const written = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

/**
 * The string that is signed: body fields and headers together, sorted by name, `k=v` joined by `&`.
 * Empty fields are left out, as the document's Python, C# and VB samples do. An object is written
 * as JSON, as its Postman script does.
 */
export function signText(fields: Readonly<Record<string, unknown>>): string {
  return Object.keys(fields)
    .filter((name) => fields[name] !== null && fields[name] !== undefined && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${written(fields[name])}`)
    .join('&')
}

/** HMAC of the sign text over UTF-8 in lower-case hex; `method` is a key of `SIGN_METHODS`. */
export function signFields(
  method: string,
  fields: Readonly<Record<string, unknown>>,
  accessKey: string,
): string {
  const digest = SIGN_METHODS[method]
  if (!digest) throw new RangeError(`unknown sign method: ${method}`)
  return createHmac(digest, accessKey).update(signText(fields), 'utf8').digest('hex')
}
