/** `¥1,234.50`: CNY with thousands separators; `digits` decimals (a price a segment has four). */
export function formatMoney(amount: number | string, digits = 2): string {
  const value = Number(amount)
  const text = Math.abs(value)
    .toFixed(digits)
    .replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
  return `${value < 0 ? '−' : ''}¥${text}`
}

/** A cost: as many of its four decimals as matter, at least two. `¥0.045`, `¥12.30` */
export const formatCost = (amount: number | string): string =>
  formatMoney(amount, 4).replace(/0{1,2}$/, '')

/** `1,234,567` */
export const formatCount = (value: number | string): string =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',')
