import { fill } from '#lib/i18n/fill.ts'
import type { FormField } from '#lib/providers/fields.ts'
import { usageError } from './usage.ts'
import type { CliWords } from './words.ts'

/** What a `--set key=value` may name, and how its value is read. */
export type Settable = Pick<FormField, 'name' | 'input'>

/**
 * The values of `--set key=value …`, numbers and switches read as such. Wrong usage: no `=`, a key
 * that is not in `known` or given twice, a value that is no number or switch.
 */
export function readPairs(
  { usage }: CliWords,
  pairs: string[],
  known: Settable[],
): Map<string, string | number | boolean> {
  const read = new Map<string, string | number | boolean>()
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    if (at < 1) throw usageError(fill(usage.setInvalid, { key: pair, message: usage.pair }))
    const key = pair.slice(0, at).trim()
    const field = known.find(({ name }) => name === key)
    const names = known.map(({ name }) => name).join(', ')
    if (!field) throw usageError(fill(usage.setUnknown, { key, known: names || '–' }))
    if (read.has(key)) throw usageError(fill(usage.setTwice, { key }))
    read.set(key, readValue(usage, field, pair.slice(at + 1)))
  }
  return read
}

/** The same for something that has values already: `key=` takes one away, and is null here. */
export function readChanges(
  words: CliWords,
  pairs: string[],
  known: Settable[],
): Map<string, string | number | boolean | null> {
  const cleared = new Set(pairs.flatMap((pair) => /^([^=]+)=\s*$/.exec(pair)?.[1]?.trim() ?? []))
  const readable = known.map((one) =>
    cleared.has(one.name) ? { ...one, input: 'text' as const } : one,
  )
  const read = readPairs(words, pairs, readable)
  return new Map([...read].map(([name, value]) => [name, cleared.has(name) ? null : value]))
}

const switches: Record<string, boolean> = { true: true, false: false }

function readValue(usage: CliWords['usage'], { name, input }: Settable, value: string) {
  if (input === 'number') {
    const number = value.trim() === '' ? Number.NaN : Number(value)
    if (Number.isFinite(number)) return number
    throw usageError(fill(usage.setNumber, { key: name }))
  }
  if (input !== 'switch') return value
  const on = switches[value.trim()]
  if (on === undefined) throw usageError(fill(usage.setSwitch, { key: name }))
  return on
}
