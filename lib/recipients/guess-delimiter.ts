import Papa from 'papaparse'
import { normalisePhone } from './normalise-phone.ts'

export type Newline = '\n' | '\r'

const delimiters = [',', '\t', ';', '|', '，']
const SAMPLE_ROWS = 50

/**
 * The character between the cells: the one that sets a phone apart in the most rows, then the one
 * that makes the most cells of the first row. Counting characters alone is fooled by commas in
 * names and sentences.
 */
export function guessDelimiter(text: string, newline: Newline): string {
  let best = { delimiter: ',', phones: -1, cells: 0 }
  for (const delimiter of delimiters) {
    const parsed = Papa.parse<string[]>(text, { delimiter, newline, preview: SAMPLE_ROWS })
    const rows = parsed.data.filter((row) => row.join('').trim() !== '')
    const phones = rows.filter((row) => row.some((cell) => normalisePhone(cell).phone)).length
    const cells = rows[0]?.length ?? 0
    if (phones > best.phones || (phones === best.phones && cells > best.cells)) {
      best = { delimiter, phones, cells }
    }
  }
  return best.delimiter
}
