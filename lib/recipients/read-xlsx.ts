import type { FileLimits } from './file-limits.ts'
import { FileProblem } from './file-problem.ts'
import { type Archive, openArchive } from './xlsx-archive.ts'
import { createSheetReader, type SheetRow } from './xlsx-sheet.ts'
import { readWorkbook, type Workbook } from './xlsx-workbook.ts'

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
    const onRead = () => onShare?.(Math.min(1, archive.unpacked() / Math.max(1, all)))
    let hasRows = false
    for await (const rows of readSheet(archive, workbook, limits, onRead)) {
      hasRows = true
      yield rows
    }
    if (!hasRows) await refuseOthers(archive, workbook, limits)
  } finally {
    archive.close()
  }
}

async function* readSheet(
  archive: Archive,
  workbook: Workbook,
  limits: FileLimits,
  onRead: () => void = () => undefined,
): AsyncGenerator<SheetRow[]> {
  const given = limits.givenBase + limits.givenPerByte * archive.size
  const sheet = createSheetReader(workbook, { ...limits, given })
  for await (const text of archive.read(workbook.sheetPath)) {
    sheet.write(text)
    onRead()
    const rows = sheet.take()
    if (rows.length > 0) yield rows
  }
  sheet.close()
  const rows = sheet.take()
  if (rows.length > 0) yield rows
}

/** Nothing on the sheet that is read: says so when another one has rows. */
async function refuseOthers(archive: Archive, workbook: Workbook, limits: FileLimits) {
  for (const { name, path } of workbook.others) {
    for await (const _ of readSheet(archive, { ...workbook, sheetPath: path }, limits)) {
      throw new FileProblem('first_sheet_empty', { sheet: workbook.name, other: name })
    }
  }
}
