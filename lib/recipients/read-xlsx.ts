import type { FileLimits } from './file-limits.ts'
import { openArchive } from './xlsx-archive.ts'
import { createSheetReader, type SheetRow } from './xlsx-sheet.ts'
import { readWorkbook } from './xlsx-workbook.ts'

/**
 * Rows of the first visible sheet of a workbook on disk, blank rows left out, unpacked and parsed
 * as they are asked for. Throws FileProblem. For files of strangers use `readXlsxInChild`.
 */
export async function* readXlsx(path: string, limits: FileLimits): AsyncGenerator<SheetRow[]> {
  const archive = await openArchive(path, limits)
  try {
    const workbook = await readWorkbook(archive)
    const sheet = createSheetReader(workbook, limits)
    for await (const text of archive.read(workbook.sheetPath)) {
      sheet.write(text)
      const rows = sheet.take()
      if (rows.length > 0) yield rows
    }
    sheet.close()
    const rows = sheet.take()
    if (rows.length > 0) yield rows
  } finally {
    archive.close()
  }
}
