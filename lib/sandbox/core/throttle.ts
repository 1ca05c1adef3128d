/** Counts calls in a sliding window of `windowMs`; remembers only calls that were let through. */
export function createThrottle(windowMs: number) {
  let times: number[] = []
  return {
    /** Whether one more call is within `limit`, counting it if so. */
    admit(now: number, limit: number): boolean {
      times = times.filter((time) => time > now - windowMs)
      if (times.length >= limit) return false
      times.push(now)
      return true
    },
    clear(): void {
      times = []
    },
  }
}
