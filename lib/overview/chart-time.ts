import type { BalancePoint } from '#lib/balances/queries.ts'

const hour = 3_600_000
const day = 24 * hour
/** How far Asia/Shanghai is ahead. */
const offset = 8 * hour

/** What a time axis spans: instants in ms. */
export type Span = { from: number; to: number }

/** The last `days` days up to `now`. */
export const spanOf = (days: number, now: Date): Span => ({
  from: now.getTime() - days * day,
  to: now.getTime(),
})

const steps = [hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 5 * day, 15 * day]

/** The instants to name on a time axis: at most `most`, at full hours or at midnights of Asia/Shanghai. */
export function ticksOf({ from, to }: Span, most = 8): number[] {
  const step = steps.find((one) => (to - from) / one <= most) ?? 30 * day
  const first = Math.ceil((from + offset) / step) * step - offset
  const count = Math.max(0, Math.floor((to - first) / step) + 1)
  return Array.from({ length: count }, (_, n) => first + n * step)
}

/** One instant with the figure of each kind that was told then. */
export type ChartRow = { at: number } & Record<string, number>
export type Lines = {
  rows: ChartRow[]
  /** A `lone` kind was told once, or too close together for a line to be seen. */
  lines: { name: string; lone: boolean }[]
}

/** Figures as lines to draw; what was told before the span stands at its beginning. */
export function toLines(history: BalancePoint[], { from, to }: Span): Lines {
  const rows = new Map<number, ChartRow>()
  const times = new Map<string, number[]>()
  for (const point of history) {
    const at = Math.min(to, Math.max(from, point.at.getTime()))
    rows.set(at, { ...rows.get(at), at, [point.name]: point.amount })
    times.set(point.name, [...(times.get(point.name) ?? []), at])
  }
  return {
    rows: [...rows.values()].sort((a, b) => a.at - b.at),
    lines: [...times].sort(byName).map(([name, all]) => ({
      name,
      lone: Math.max(...all) - Math.min(...all) < (to - from) / 100,
    })),
  }
}

/** Always the same order, so that a kind keeps its colour. */
const byName = ([a]: [string, unknown], [b]: [string, unknown]): number => (a < b ? -1 : 1)
