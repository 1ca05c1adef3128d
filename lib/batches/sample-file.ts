import { byteOrderMark, writeCsvLine } from '#lib/messages/csv.ts'

const phones = ['13800138000', '13900139000']

/**
 * A CSV to fill in for this template: header of 手机号 and the variables' names, two rows below.
 * The phones are formulas that give text, because a spreadsheet rounds long numbers.
 */
export function sampleFile(template: { variables: string[] }): string {
  const { variables } = template
  const rows = phones.map(
    (phone) => `"=""${phone}"""${variables.map((name) => `,${exampleOf(name)}`).join('')}\r\n`,
  )
  return byteOrderMark + writeCsvLine(['手机号', ...variables]) + rows.join('')
}

const exampleOf = (name: string): string => writeCsvLine([name]).replace('\r\n', '')
