import { normalisePhone } from './normalise-phone.ts'

const phoneNames = [
  '手机号',
  '手机号码',
  '手机',
  '电话',
  '电话号码',
  '联系电话',
  '联系方式',
  '号码',
  '移动电话',
  '接收号码',
  'phone',
  'phonenumber',
  'mobile',
  'mobilephone',
  'mobilenumber',
  'cellphone',
  'cell',
  'tel',
  'telephone',
  'msisdn',
]

/** Without spaces, underscores and remarks in brackets, in lower case: `Phone Number（必填）`. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^)]*\)|[\s_*:-]/g, '')
}

/** Whether a header names phones beyond doubt. */
export function isPhoneName(name: string): boolean {
  return phoneNames.includes(plain(name))
}

/** A known name, else what stands in the column, else a name that sounds like a phone. */
export function findPhoneColumn(header: string[], rows: string[][]): number | undefined {
  const names = header.map(plain)
  const known = phoneNames.map((name) => names.indexOf(name)).find((column) => column !== -1)
  if (known !== undefined) return known
  const alike = names.findIndex((name) => /手机|phone|mobile/.test(name))
  return phoneByContent(rows) ?? (alike === -1 ? undefined : alike)
}

/** The first column in which at least half of the rows that have something there have a phone. */
export function phoneByContent(rows: string[][]): number | undefined {
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  for (let column = 0; column < width; column++) {
    const filled = rows.map((cells) => cells[column] ?? '').filter((cell) => cell.trim() !== '')
    const phones = filled.filter((cell) => normalisePhone(cell).phone !== undefined).length
    if (phones > 0 && phones * 2 >= filled.length) return column
  }
  return undefined
}
