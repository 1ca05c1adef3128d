import { z } from 'zod'

type SourceContext = { source?: string }

/** JSON from bytes, undefined when it is none. Integers too big for a double stay text: vendors' ids are. */
export function readJson(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return bigInteger.test(text) ? JSON.parse(text, keepBigIntegers) : JSON.parse(text)
  } catch {
    // Not hidden: undefined is no JSON value, and each caller makes its own failure of it.
    return undefined
  }
}

/** Where none stands, looking at each value would take most of the time. */
const bigInteger = /(?:^|[:,[])\s*-?\d{16}/

function keepBigIntegers(_: string, value: unknown, context?: SourceContext): unknown {
  const lossy = typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER
  return lossy && /^-?\d+$/.test(context?.source ?? '') ? context?.source : value
}

/** True for any 2xx. */
export const isOk = ({ status }: { status: number }): boolean => status >= 200 && status < 300

/** A string, or a number read as one. */
export const idText = z.union([z.string(), z.number().transform(String)])

/** The same, where empty, null and the word "null" mean that there is none. */
export const optionalText = idText
  .nullish()
  .transform((value) => (value == null || value === '' || value === 'null' ? undefined : value))

/** Up to 200 characters of an answer that is not what it should be, for people. */
export function excerpt(status: number, body: Uint8Array): string {
  const text = new TextDecoder().decode(body.subarray(0, 800)).replace(/\s+/g, ' ').trim()
  return `HTTP ${status}: ${text.slice(0, 200) || 'empty answer'}`
}

/** The same, where anything else is none too: a word beside the point must not cost the whole answer. */
export const sideText = optionalText.catch(undefined)

/** A number, or a string that is one. */
export const numberLike = z.union([
  z.number(),
  z
    .string()
    .regex(/^\s*-?\d+(\.\d+)?\s*$/)
    .transform(Number),
])

/** What a vendor's table says about a code that came from outside; own keys only. */
export function findEntry<T>(
  table: Record<string, T>,
  code: string | null | undefined,
): T | undefined {
  return code != null && Object.hasOwn(table, code) ? table[code] : undefined
}
