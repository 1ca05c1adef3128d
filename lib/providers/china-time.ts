const offsetMs = 8 * 3_600_000

/** `yyMMddHHmm`, with seconds or with a four-digit year too, in China Standard Time; undefined when it is no time. */
export function readCompactTime(value: string): Date | undefined {
  const text = value.trim()
  if (!/^\d+$/.test(text) || ![10, 12, 14].includes(text.length)) return undefined
  const digits = text.length === 14 ? text : `20${text}`.padEnd(14, '0')
  const iso = digits.replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6')
  const utc = new Date(`${iso}Z`)
  // A date that rolled over (30 February) does not read back the same.
  if (Number.isNaN(utc.getTime()) || utc.toISOString().slice(0, 19) !== iso) return undefined
  return new Date(utc.getTime() - offsetMs)
}

/**
 * `yyyy-MM-dd HH:mm:ss` in China Standard Time, as Java may write it too: with a `T`, or with parts of
 * a second, which are left out. Undefined when it is no time.
 */
export function readChinaTime(value: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2})(?:\.\d+)?$/.exec(value.trim())
  return match?.[1] ? readCompactTime(match[1].replace(/\D/g, '')) : undefined
}

/** A moment as `yyyy-MM-dd HH:mm:ss` in China Standard Time. */
export function writeChinaTime(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** The day of a moment in China, `yyyy-MM-dd`. */
export function chinaDay(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 10)
}
