import { sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { copyRows } from '#lib/batches/copy-rows.ts'
import { UserError } from '#lib/errors.ts'
import { checkFile, type FileCheck } from '#lib/recipients/check-file.ts'
import type { RefusedRow } from '#lib/recipients/check-row.ts'
import { FileProblem } from '#lib/recipients/file-problem.ts'

/** Where the valid rows of a dry run lie until its transaction ends. */
export const dryRows = sql`pg_temp.dry_rows`

/** Reads all of a file: refused rows into memory, valid ones into `dryRows`. Throws UserError `file_…`. */
export async function readIntoDryRows(
  tx: Tx,
  input: Parameters<typeof checkFile>[0],
): Promise<{ summary: FileCheck['summary']; refused: RefusedRow[] }> {
  await tx.execute(sql`set local statement_timeout = 0`)
  await tx.execute(sql`set local idle_in_transaction_session_timeout = '2min'`)
  await tx.execute(sql`create temp table dry_rows
    (id bigint generated always as identity, phone text, segments int) on commit drop`)
  const refused: RefusedRow[] = []
  try {
    const check = await checkFile(input)
    await copyRows(tx, 'pg_temp.dry_rows (phone, segments)', lines(check, refused))
    return { summary: check.summary, refused }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new UserError(`file_${error.code}`, error.params, { cause: error })
  }
}

async function* lines(check: FileCheck, refused: RefusedRow[]): AsyncGenerator<string> {
  for await (const rows of check.batches) {
    for (const row of rows.refused) refused.push(row)
    const text = rows.valid.map(({ phone, segments }) => `${phone}\t${segments}\n`).join('')
    if (text) yield text
  }
}
