import { formatMoney } from '#lib/i18n/format-money.ts'

/** An amount in CNY; `digits={4}` for a price a segment. */
export function Money({ value, digits = 2 }: { value: number | string; digits?: number }) {
  return <span style={{ whiteSpace: 'nowrap' }}>{formatMoney(value, digits)}</span>
}
