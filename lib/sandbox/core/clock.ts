const EIGHT_HOURS = 8 * 3_600_000

const chinaIso = (at: number): string => new Date(at + EIGHT_HOURS).toISOString()

/** Milliseconds since the epoch to `yyyy-MM-dd` in China Standard Time. */
export const chinaDay = (at: number): string => chinaIso(at).slice(0, 10)

/** Milliseconds since the epoch to `yyMMddHHmm` in China Standard Time. */
export const chinaMinute = (at: number): string => chinaIso(at).slice(2, 16).replace(/[-T:]/g, '')

/** Milliseconds since the epoch to the hour of the day (0–23) in China Standard Time. */
export const chinaHour = (at: number): number => Number(chinaIso(at).slice(11, 13))

/** Milliseconds since the epoch to `yyyy-MM-dd HH:mm:ss` in China Standard Time. */
export const chinaSecond = (at: number): string => chinaIso(at).slice(0, 19).replace('T', ' ')

/** `yyyy-MM-dd HH:mm:ss` in China Standard Time to milliseconds; undefined for anything else. */
export function readChinaSecond(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/.test(text)) return undefined
  const at = Date.parse(`${text.replace(' ', 'T')}+08:00`)
  return Number.isNaN(at) ? undefined : at
}
