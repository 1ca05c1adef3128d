const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'
const names = [
  '伟',
  '芳',
  '娜',
  '敏',
  '静',
  '强',
  '磊',
  '洋',
  '艳',
  '勇',
  '军',
  '杰',
  '娟',
  '涛',
  '超',
  '明',
]
const prefixes = ['138', '139', '150', '186', '130', '177', '199', '189', '192', '147']
const places = ['东门驿站', '南苑便利店', '菜鸟驿站', '物业前台']

/** What a file of recipients may say of the nth person. */
const columns = {
  手机号: phoneOf,
  姓名: (n: number) => `${surnames[n % surnames.length]}${names[(n * 7) % names.length]}`,
  金额: (n: number) => (((n * 137) % 90_000) / 100 + 10).toFixed(2),
  地点: (n: number) => String(places[n % places.length]),
  取件码: (n: number) => `${(n % 9) + 1}-${String((n * 613) % 10_000).padStart(4, '0')}`,
} satisfies Record<string, (n: number) => string>
export type Column = keyof typeof columns

/** The phone of the nth person, from 0; nobody else's. */
export function phoneOf(n: number): string {
  const rest = String((n * 7_919 + 20_000_013) % 100_000_000).padStart(8, '0')
  return `${prefixes[n % prefixes.length]}${rest}`
}

/** A file of recipients as staff would upload it; the same people in each, from the first on. */
export function demoFile(
  people: number,
  wanted: readonly Column[] = ['手机号', '姓名', '金额'],
  more: readonly string[] = [],
): string {
  const rows = Array.from({ length: people }, (_, n) =>
    wanted.map((name) => columns[name](n)).join(','),
  )
  return [wanted.join(','), ...rows, ...more].join('\r\n')
}
