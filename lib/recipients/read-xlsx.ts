import type { FileLimits } from './file-limits.ts'
import { openArchive } from './xlsx-archive.ts'
import { createSheetReader, type SheetRow } from './xlsx-sheet.ts'
import { readWorkbook } from './xlsx-workbook.ts'

/** Hears, before rows are given, how much of the file has been read: 0 to 1. */
export type OnShare = (share: number) => void

/**
 * Rows of the first visible sheet of a workbook on disk, blank rows left out, unpacked and parsed
 * as they are asked for. Throws FileProblem. For files of strangers use `readXlsxInChild`.
 */
export async function* readXlsx(
  path: string,
  limits: FileLimits,
  onShare?: OnShare,
): AsyncGenerator<SheetRow[]> {
  const archive = await openArchive(path, limits)
  try {
    const workbook = await readWorkbook(archive)
    const all = archive.unpacked() + archive.sizeOf(workbook.sheetPath)
    const sheet = createSheetReader(workbook, limits)
    for await (const text of archive.read(workbook.sheetPath)) {
      sheet.write(text)
      onShare?.(Math.min(1, archive.unpacked() / Math.max(1, all)))
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
