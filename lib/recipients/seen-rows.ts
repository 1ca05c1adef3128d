/** Words of a slot: the phone's low bits; hash; hash, the phone's high bit, and 1 for "taken". */
const WORDS = 3
const FIRST_PHONE = 13_000_000_000

export type SeenRows = {
  /** True the first time this phone comes with these values; the phone is 11 digits from 13…. */
  add(phone: string, values: string[]): boolean
  readonly size: number
  /** Memory of the table. */
  readonly bytes: number
}

/**
 * Remembers rows in 12 bytes a slot, where a set of strings takes hundreds: the phone exactly, the
 * values as 62 bits of hash. Two rows of one phone are confused once in 4 · 10^18.
 */
export function createSeenRows(): SeenRows {
  let capacity = 1 << 12
  let table = new Uint32Array(capacity * WORDS)
  let size = 0

  const grow = () => {
    const old = table
    capacity *= 2
    table = new Uint32Array(capacity * WORDS)
    for (let at = 0; at < old.length; at += WORDS) {
      const third = old[at + 2] as number
      if (third !== 0) place(table, capacity, old[at] as number, old[at + 1] as number, third)
    }
  }
  return {
    add: (phone, values) => {
      const offset = Number(phone) - FIRST_PHONE
      const [first, second] = hash(values)
      const third = ((second << 2) | (offset > 0xffffffff ? 2 : 0) | 1) >>> 0
      if (!place(table, capacity, offset >>> 0, first, third)) return false
      size += 1
      if (size * 5 > capacity * 3) grow()
      return true
    },
    get size() {
      return size
    },
    get bytes() {
      return table.byteLength
    },
  }
}

/** Puts a row into the first free slot; false when it is there already. */
function place(table: Uint32Array, capacity: number, a: number, b: number, c: number): boolean {
  let mixed = Math.imul(a ^ (c >>> 1), 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35)
  let slot = (mixed ^ (mixed >>> 13)) & (capacity - 1)
  for (;;) {
    const at = slot * WORDS
    const third = table[at + 2] as number
    if (third === 0) {
      table[at] = a
      table[at + 1] = b
      table[at + 2] = c
      return true
    }
    if (third === c && table[at] === a && table[at + 1] === b) return false
    slot = (slot + 1) & (capacity - 1)
  }
}

const result: [number, number] = [0, 0]

/** Two mixed 32-bit sums over all values; each value's end counts, so ['a', 'b'] is not ['ab', '']. */
function hash(values: string[]): [number, number] {
  let first = 0xdeadbeef
  let second = 0x41c6ce57
  for (const value of values) {
    for (let index = 0; index < value.length; index++) {
      const code = value.charCodeAt(index)
      first = Math.imul(first ^ code, 2654435761)
      second = Math.imul(second ^ code, 1597334677)
      first ^= first >>> 15
      second = (second << 7) | (second >>> 25)
    }
    first = Math.imul(first ^ 0x10000, 2654435761)
    second = Math.imul(second ^ 0x10000, 1597334677)
  }
  result[0] = mix(first ^ (second >>> 13)) >>> 0
  result[1] = mix(second ^ Math.imul(first, 3266489909)) >>> 0
  return result
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 2246822507)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 3266489909)
  return mixed ^ (mixed >>> 16)
}
