/** Chance that gives the same numbers for the same seed: mulberry32. 0 to 1, without 1. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What formats break on: ends of texts, numbers and names that languages treat apart. */
const tokens = [
  ...['"', "'", '<', '>', '&', '{', '}', '[', ']', ',', ';', '|', '/', '\\', '%', '=', '\0', '\n'],
  ...[
    'null',
    'true',
    '-1',
    '1e999',
    'NaN',
    '9'.repeat(400),
    '__proto__',
    'constructor',
    '{}',
    '[]',
  ],
  ...['%', '%zz', '%u0000', '%00', '+', '&a[b]=1', '&#x0;', '&amp', '<![CDATA[', '<!DOCTYPE x>'],
  ...['\uFEFF', '\uD800', '😀', '【', '】', '0000-00-00 00:00:00', '99999999999999'],
].map((token) => Buffer.from(token))

type Mutation = (bytes: Buffer, random: () => number) => Buffer

const place = (bytes: Buffer, random: () => number) => Math.floor(random() * (bytes.length + 1))

const mutations: Mutation[] = [
  (bytes, random) => {
    const copy = Buffer.from(bytes)
    if (copy.length > 0) copy[place(bytes, random) % copy.length] = Math.floor(random() * 256)
    return copy
  },
  (bytes, random) => bytes.subarray(0, place(bytes, random)),
  (bytes, random) => {
    const [from, to] = [place(bytes, random), place(bytes, random)].sort((a, b) => a - b)
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
  },
  (bytes, random) => {
    const [from, to] = [place(bytes, random), place(bytes, random)].sort((a, b) => a - b)
    const times = 1 + Math.floor(random() * 20)
    return Buffer.concat([bytes.subarray(0, from), ...Array(times).fill(bytes.subarray(from, to))])
  },
  (bytes, random) => {
    const at = place(bytes, random)
    const token = tokens[Math.floor(random() * tokens.length)] ?? Buffer.alloc(0)
    return Buffer.concat([bytes.subarray(0, at), token, bytes.subarray(at)])
  },
  (bytes, random) => {
    const noise = Buffer.alloc(Math.floor(random() * 300))
    for (let n = 0; n < noise.length; n++) noise[n] = Math.floor(random() * 256)
    return random() < 0.5 ? noise : Buffer.concat([bytes, noise])
  },
]

/** Bytes with one to four faults in them. */
export function mutate(bytes: Buffer, random: () => number): Buffer {
  let mutated = bytes
  for (let left = 1 + Math.floor(random() * 4); left > 0; left--) {
    const mutation = mutations[Math.floor(random() * mutations.length)] as Mutation
    mutated = mutation(mutated, random).subarray(0, 200_000)
  }
  return mutated
}
