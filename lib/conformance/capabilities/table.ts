import { type Vendor, vendors } from '#lib/providers/registry.ts'
import { type Cells, type Proof, rowNames, rows } from './cell.ts'
import { infocloud } from './infocloud.ts'
import { smsadmin } from './smsadmin.ts'
import { upyun } from './upyun.ts'
import { veesing } from './veesing.ts'
import { zhuanxinyun } from './zhuanxinyun.ts'

/** What each vendor can do by its document, in our words, and which tests show that we can use it. */
export const table = { infocloud, smsadmin, upyun, veesing, zhuanxinyun } satisfies Record<
  Vendor,
  Cells
>

/** The table in Markdown: a number behind a cell is that of a test below it. */
export function writeTable(): string {
  const proofs: string[] = []
  const number = ([file, name]: Proof): string => {
    const line = `[${file}](${file}): ${name}`
    if (!proofs.includes(line)) proofs.push(line)
    return `[${proofs.indexOf(line) + 1}](#tests)`
  }
  const lines = rowNames.map((row) => {
    const cells = vendors.map((vendor) => {
      const cell = table[vendor][row]
      return cell ? `${cell.how} ${cell.proofs.map(number).join(' ')}` : '–'
    })
    return `| ${rows[row].title.en} | ${cells.join(' | ')} |`
  })
  const head = [`| | ${vendors.join(' | ')} |`, `|---|${'---|'.repeat(vendors.length)}`]
  const list = proofs.map((line, n) => `${n + 1}. ${line}`)
  return [...head, ...lines, '', '#### Tests', ...list].join('\n')
}
