import { countSegments } from '#lib/providers/texts.ts'

/** Nobody cuts more than this out of a text to save a segment. */
const most = 20
/** The longest text of one segment. */
const single = Array.from({ length: 200 }, (_, n) => n).findLast(
  (length) => countSegments('x'.repeat(length)) === 1,
) as number

/** Counts texts that are a little too long for one segment. */
export function createLengths() {
  const over: number[] = Array(most + 1).fill(0)
  return {
    add(rows: { text: string }[]): void {
      for (const { text } of rows) {
        const excess = text.length - single
        if (excess > 0 && excess <= most) over[excess] = (over[excess] as number) + 1
      }
    },
    /** The fewest characters that bring four in five of them down to one segment. */
    shorten(): { characters: number; messages: number } | undefined {
      const all = over.reduce((sum, n) => sum + n, 0)
      let messages = 0
      for (let characters = 1; characters <= most && all > 0; characters++) {
        messages += over[characters] as number
        if (messages * 5 >= all * 4) return { characters, messages }
      }
      return undefined
    },
  }
}
