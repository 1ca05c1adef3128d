import iconv from 'iconv-lite'

const reader = new TextDecoder('gb18030')
const percent = '%'.charCodeAt(0)
const plus = '+'.charCodeAt(0)
const space = ' '.charCodeAt(0)
/** One byte in CP936, no character at all in GBK proper. */
const euro = 0x80
/** Read as GB18030 it would take the digit behind it for its own. */
const byteOrderMark = [0xef, 0xbb, 0xbf]
/** Characters of nobody's own: the table has some, and no phone shows them. */
const privateUse = /\p{Co}/u
/** All in GBK: spares most texts the two conversions. */
const surely = /^[\n\x20-\x7e\u4e00-\u9fa5，。；：？！（）【】“”、]*$/

/** The bytes this vendor is written to in (GB2312 by its document; GBK has more characters). */
export const encodeGbk = (text: string): Uint8Array => iconv.encode(text, 'gbk')

/** What the vendor wrote: GB18030, which holds GB2312 and GBK. Bytes that are none become U+FFFD. */
export const decodeGbk = (bytes: Uint8Array): string => reader.decode(bytes)

/** Whether every character of a text has its place in GBK. */
export function isGbk(text: string): boolean {
  if (surely.test(text)) return true
  if (privateUse.test(text)) return false
  const bytes = iconv.encode(text, 'gbk')
  return !bytes.includes(euro) && iconv.decode(bytes, 'gbk') === text
}

/** The GBK bytes of a text, percent-encoded but for letters, digits and `-._`. */
export function percentEncode(text: string): string {
  return Array.from(encodeGbk(text), (byte) => {
    const char = String.fromCharCode(byte)
    return /[\w.-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
}

/** Undoes one URL encoding: `+` is a space; a percent sign without two hex digits stays. */
export function percentDecode(encoded: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(encoded.length)
  let length = 0
  for (let i = 0; i < encoded.length; i++) {
    const byte = encoded[i] as number
    const escaped = byte === percent ? 16 * digitAt(encoded, i + 1) + digitAt(encoded, i + 2) : -1
    bytes[length++] = escaped >= 0 ? escaped : byte === plus ? space : byte
    if (escaped >= 0) i += 2
  }
  return bytes.subarray(0, length)
}

/** The value of a hex digit; far below zero for anything else. */
function digitAt(bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1_000
}

/** Percent-encoded bytes, read as GB18030. */
export const readEncoded = (encoded: Uint8Array): string => decodeGbk(percentDecode(encoded))

/** The same of a text that was read as GB18030 already, in which not all may be encoded. */
export const readEncodedText = (text: string): string => readEncoded(iconv.encode(text, 'gb18030'))

/** An answer as text, without the byte order marks of UTF-8 that pages may begin with. */
export function readAnswer(bytes: Uint8Array): string {
  let at = 0
  while (byteOrderMark.every((byte, n) => bytes[at + n] === byte)) at += byteOrderMark.length
  return decodeGbk(bytes.subarray(at)).trim()
}
