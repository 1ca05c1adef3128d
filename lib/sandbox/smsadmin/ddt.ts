const VARIABLE = /\{value(\d+)\}/g

/** §4 `params`: the phone and its values. */
export type Group = { phone: string; values: string[] }

/** Groups are separated by `;`, a group's parts by `,`; the first part is the phone. */
export const readGroups = (params: string): Group[] =>
  params
    .split(';')
    .filter((group) => group.trim() !== '')
    .map((group) => {
      const [phone = '', ...values] = group.split(',')
      return { phone: phone.trim(), values }
    })

/**
 * The text of each group. `first` is the number of the first value's variable: 1 makes `{value0}`
 * the phone, as the example has it. Groups with too few or too many values are dropped without a
 * word (格式不符的参数,系统自动过滤掉).
 */
export function renderGroups(msg: string, groups: readonly Group[], first: 0 | 1) {
  const numbers = [...msg.matchAll(VARIABLE)].map((match) => Number(match[1]))
  const count = Math.max(first - 1, ...numbers) - first + 1
  return groups
    .filter(({ values }) => values.length === count)
    .map(({ phone, values }) => {
      const parts = first === 1 ? [phone, ...values] : values
      return { phone, text: render(msg, parts) }
    })
}

/** Ours: 变量标识符号不能重复, so only the first of two equal variables is filled. */
function render(msg: string, parts: readonly string[]): string {
  const used = new Set<number>()
  return msg.replace(VARIABLE, (variable, digits: string) => {
    const number = Number(digits)
    if (used.has(number)) return variable
    used.add(number)
    return parts[number] ?? variable
  })
}
