/** A stream of numbers that a seed and a name decide: each lane of faults has its own. */
export type Chance = {
  /** 0 up to, not including, 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  pick<T>(list: readonly T[]): T
}

/** The same seed and lane give the same numbers for ever (mulberry32). */
export function makeChance(seed: number, lane: string): Chance {
  let state = mix(seed, lane)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return { next, between, pick: (list) => list[between(0, list.length - 1)] as never }
}

/** FNV-1a over the lane's name, begun at the seed. */
const mix = (seed: number, lane: string): number =>
  [...lane].reduce((hash, letter) => Math.imul(hash ^ letter.charCodeAt(0), 0x01000193), seed | 0)
