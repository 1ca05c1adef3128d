import { UserError } from '#lib/errors.ts'
import { defaultFileLimits } from '#lib/recipients/file-limits.ts'
import { FileProblem } from '#lib/recipients/file-problem.ts'
import { normalisePhone } from '#lib/recipients/normalise-phone.ts'
import type { TableInput } from '#lib/recipients/open-table.ts'
import { readFile } from '#lib/recipients/read-file.ts'
import { isBlankRow } from '#lib/recipients/row-batch.ts'

export type PhoneFile = Pick<TableInput, 'source' | 'workbookPath'>
/** What some rows hold: phones of 11 digits, each once, and how many rows hold none. */
export type PhoneRows = { phones: string[]; refused: number }

/** The phones of a CSV, TXT or XLSX file, as one imports recipients. Throws UserError `file_…`. */
export async function* readPhones(file: PhoneFile): AsyncGenerator<PhoneRows> {
  try {
    const { batches, columns } = await readFile({
      ...file,
      variables: [],
      limits: defaultFileLimits,
    })
    let rows = 0
    for await (const { cells } of batches) {
      const filled = cells.filter((row) => !isBlankRow(row))
      rows += filled.length
      if (rows > defaultFileLimits.rows)
        throw new FileProblem('too_many_rows', { limit: defaultFileLimits.rows })
      const found = filled.map((row) => normalisePhone(row[columns.phone] ?? '').phone)
      const phones = found.filter((phone) => phone !== undefined)
      yield { phones: [...new Set(phones)], refused: found.length - phones.length }
    }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new UserError(`file_${error.code}`, error.params, { cause: error })
  }
}
