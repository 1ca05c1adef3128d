import { isUtf8 } from 'node:buffer'
import type { Source } from './row-batch.ts'

export type Encoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'

const marks: [Encoding, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]],
]

/** The encoding that a byte order mark at the start names, if there is one. */
export function encodingByMark(head: Uint8Array): Encoding | undefined {
  return marks.find(([, mark]) => mark.every((byte, index) => head[index] === byte))?.[0]
}

/** The first bytes of a source: `count` of them, or all there are. */
export async function readHead(source: Source, count: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const chunk of source()) {
    parts.push(chunk)
    length += chunk.length
    if (length >= count) break
  }
  return Buffer.concat(parts).subarray(0, count)
}

/** Whether bytes are a picture, a program, noise: more than one in a hundred is a control byte. */
export function looksBinary(head: Uint8Array): boolean {
  let controls = 0
  for (const byte of head) {
    if (byte < 9 || (byte > 13 && byte < 32) || byte === 127) controls += 1
  }
  return controls * 100 > head.length
}

/**
 * Names the encoding of a text file: a mark, else strict UTF-8, else GB18030, over all bytes and
 * not only the first, because the first Chinese name may stand a megabyte in. UTF-8 with a few
 * broken bytes stays UTF-8: read as GB18030 its names would be wrong and still look valid.
 */
export async function guessEncoding(source: Source): Promise<Encoding> {
  const marked = encodingByMark(await readHead(source, 4))
  if (marked) return marked
  if (await isAllUtf8(source)) return 'utf-8'
  const { whole, broken } = await countUtf8(source)
  return whole > broken * 4 ? 'utf-8' : 'gb18030'
}

async function isAllUtf8(source: Source): Promise<boolean> {
  let rest: Uint8Array = new Uint8Array(0)
  for await (const chunk of source()) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = lastCharacterStart(bytes)
    if (!isUtf8(bytes.subarray(0, end))) return false
    rest = bytes.slice(end)
  }
  return isUtf8(rest)
}

/** Where the last character begins when it may go on in the next chunk, else the end. */
function lastCharacterStart(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] as number
    if (byte >= 0xc0) return bytes.length - back
    if (byte < 0x80) break
  }
  return bytes.length
}

/** Whole characters of three and four bytes, and leading bytes without their following ones. */
async function countUtf8(source: Source): Promise<{ whole: number; broken: number }> {
  let whole = 0
  let broken = 0
  let awaited = 0
  let long = false
  for await (const chunk of source()) {
    for (const byte of chunk) {
      if (byte >= 0x80 && byte < 0xc0 && awaited > 0) {
        awaited -= 1
        if (awaited === 0 && long) whole += 1
        continue
      }
      if (awaited > 0 || (byte >= 0x80 && (byte < 0xc2 || byte > 0xf4))) broken += 1
      awaited = byte < 0xc2 || byte > 0xf4 ? 0 : byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
      long = awaited > 1
    }
  }
  return { whole, broken: broken + (awaited > 0 ? 1 : 0) }
}
