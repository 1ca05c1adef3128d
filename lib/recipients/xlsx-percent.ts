/** Numbers of the formats `0%` and `0.00%`, which every spreadsheet knows without a definition. */
const builtIn: Record<number, number> = { 9: 0, 10: 2 }
const percent = /^[#,0]*0(?:\.(0+))?%$/

/** Decimals that a number format shows of a percentage; undefined for any other format. */
export function percentDecimals(id: number, code: string | undefined): number | undefined {
  if (code === undefined) return builtIn[id]
  const bare = (code.split(';', 1)[0] ?? '').replace(/\[[^\]]*\]|\\(?= )|_.|[ "]/g, '')
  const found = percent.exec(bare)
  return found ? (found[1]?.length ?? 0) : undefined
}

/** 0.25 → `25%`, as the cell shows it; undefined for what is no number. */
export function percentText(raw: string, decimals: number): string | undefined {
  const value = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(value) || decimals > 15) return undefined
  // Without the noise of binary fractions, which would round 1.005 % the wrong way.
  return `${Number((value * 100).toPrecision(15)).toFixed(decimals)}%`
}
