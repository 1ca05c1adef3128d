import iconv from 'iconv-lite'

const PERCENT = 0x25
const PLUS = 0x2b
const SPACE = 0x20
const UNRESERVED = /[A-Za-z0-9_.-]/

/** A parameter as the bytes that were sent, so that it can be decoded once more. */
export type Fields = ReadonlyMap<string, Buffer>

/** Undoes one URL encoding: `+` is a space, a `%` without two hex digits stays as it is. */
export function percentDecode(bytes: Buffer): Buffer {
  const decoded = Buffer.alloc(bytes.length)
  let length = 0
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] as number
    const hex = byte === PERCENT ? bytes.toString('latin1', i + 1, i + 3) : ''
    const escaped = /^[0-9a-fA-F]{2}$/.test(hex)
    decoded[length] = escaped ? Number.parseInt(hex, 16) : byte === PLUS ? SPACE : byte
    length += 1
    if (escaped) i += 2
  }
  return decoded.subarray(0, length)
}

/** The parameters of a query or of a form body, the last of a name winning. */
export function readFields(encoded: Buffer): Fields {
  const pairs = encoded
    .toString('latin1')
    .split('&')
    .map((pair) => pair.split(/=(.*)/s))
  return new Map(
    pairs.map(([name = '', value = '']) => [
      decodeGbk(percentDecode(Buffer.from(name, 'latin1'))),
      percentDecode(Buffer.from(value, 'latin1')),
    ]),
  )
}

/** §1: "the interface only takes GB2312"; what such a server reads in practice is GBK. */
export const decodeGbk = (bytes: Buffer): string => iconv.decode(bytes, 'gbk')

export const encodeGbk = (text: string): Buffer => iconv.encode(text, 'gbk')

/** URL-encodes the GBK bytes of a text; a space becomes `%20` or, as in forms, `+`. */
export function percentEncodeGbk(text: string, space: '%20' | '+' = '%20'): string {
  return Array.from(encodeGbk(text), (byte) => {
    const sign = String.fromCharCode(byte)
    if (UNRESERVED.test(sign)) return sign
    if (byte === SPACE) return space
    return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
}
