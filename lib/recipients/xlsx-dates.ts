/** Numbers of the formats every spreadsheet knows without a definition: dates and times. */
const builtIn = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51,
  52, 53, 54, 55, 56, 57, 58,
])

/** Whether a number format shows a date or a time. `code` is its definition, if the file has one. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn.has(id)
  const bare = code
    .replace(/\[(?:h+|m+|s+)\]/gi, 'h')
    .replace(/"[^"]*"|\[[^\]]*\]|[\\_*]./g, '')
    .split(';', 1)[0]
  return /[ymdhs]/i.test((bare ?? '').replace(/general/i, ''))
}

/** Day 0 in a workbook of each date system. */
const start1900 = Date.UTC(1899, 11, 30)
const start1904 = Date.UTC(1904, 0, 1)

/** 46347 → `2026-11-21`; with a time `2026-11-21 08:30` or `08:30:15`; a time alone `08:30`. */
export function dateText(serial: number, from1904: boolean): string | undefined {
  // Day 60 of the 1900 system is a 29 February that never was: the days before it are one off.
  const shift = !from1904 && serial >= 1 && serial < 60 ? 1 : 0
  const seconds = Math.round((serial + shift) * 86_400)
  const date = new Date((from1904 ? start1904 : start1900) + seconds * 1000)
  if (!(serial >= 0 && serial < 2_958_466)) return undefined
  const [day, time] = date.toISOString().split('T') as [string, string]
  const clock = time.slice(0, time.slice(6, 8) === '00' ? 5 : 8)
  if (seconds % 86_400 === 0 && serial >= 1) return day
  return serial < 1 ? clock : `${day} ${clock}`
}

/** A stored number with all its digits, and without the noise past the 15th: 0.30000000000000004. */
export function numberText(raw: string): string {
  if (/^-?\d{1,15}$/.test(raw)) return raw
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value)) return raw
  return Number.isSafeInteger(value) ? String(value) : String(Number(value.toPrecision(15)))
}
