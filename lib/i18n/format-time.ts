const offset = 8 * 3_600_000

/**
 * `2026-11-21 18:05:09` in Asia/Shanghai, which has had no summer time since 1991. The same text on
 * the server and in the browser, in every language.
 */
export function formatTime(
  value: Date | string | number,
  precision: 'day' | 'minute' | 'second' = 'second',
): string {
  const text = new Date(new Date(value).getTime() + offset).toISOString().replace('T', ' ')
  return text.slice(0, { day: 10, minute: 16, second: 19 }[precision])
}

/** The instant at which a day (yyyy-MM-dd) of Asia/Shanghai begins. */
export const startOfDay = (day: string): Date => new Date(`${day}T00:00:00+08:00`)

/** The instant at which the day after it begins. */
export const endOfDay = (day: string): Date => new Date(startOfDay(day).getTime() + 24 * 3_600_000)
