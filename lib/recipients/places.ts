/** Gives the place back; more than once does nothing. */
export type Release = () => void

/** So many at once; who comes later waits in line. */
export function createPlaces(count: number): { take(): Promise<Release> } {
  const waiting: (() => void)[] = []
  let free = count
  const giveBack = (): void => {
    const next = waiting.shift()
    if (next) next()
    else free++
  }
  return {
    async take() {
      if (free > 0) free--
      else await new Promise<void>((resolve) => waiting.push(resolve))
      let held = true
      return () => {
        if (held) giveBack()
        held = false
      }
    },
  }
}
