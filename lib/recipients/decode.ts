import type { Encoding } from './guess-encoding.ts'
import type { Source } from './row-batch.ts'

/** A row longer than this is refused anyway; past it a piece is cut where it stands. */
const LONGEST_PIECE = 1024 * 1024

/**
 * Text of a source, piece by piece, without its byte order mark; bytes that mean nothing become
 * U+FFFD. The same text comes out wherever the chunks are cut.
 */
export function decodeStream(source: Source, encoding: Encoding): AsyncGenerator<string> {
  return encoding === 'gb18030' ? decodeGb18030(source) : decodeNatively(source, encoding)
}

async function* decodeNatively(source: Source, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of source()) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield text
  }
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/**
 * Cut only after a byte below 0x30, which never stands inside a character: at a chunk's edge the
 * streaming decoders differ (iconv-lite loses a line break after a broken byte, Node throws).
 */
async function* decodeGb18030(source: Source): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array(0)
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true })
  let first = true
  for await (const chunk of source()) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    const end = safeEnd(bytes)
    rest = bytes.slice(end)
    if (end === 0) continue
    yield dropMark(decoder.decode(bytes.subarray(0, end)), first)
    first = false
  }
  if (rest.length > 0) yield dropMark(decoder.decode(rest), first)
}

function safeEnd(bytes: Uint8Array): number {
  for (let end = bytes.length; end > 0; end--) if ((bytes[end - 1] as number) < 0x30) return end
  return bytes.length > LONGEST_PIECE ? bytes.length : 0
}

function dropMark(text: string, first: boolean): string {
  return first && text.startsWith('\uFEFF') ? text.slice(1) : text
}
