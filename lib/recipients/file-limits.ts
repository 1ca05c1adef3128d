export type FileLimits = {
  /** Rows with something in them, the header not counted. */
  rows: number
  columns: number
  /** UTF-16 code units of one cell. */
  cellLength: number
  /** Bytes of all parts of a workbook together, once unpacked. */
  unpackedBytes: number
  archiveEntries: number
  /** Characters and cells a workbook may give: so many, and so many a byte of the file. */
  givenBase: number
  givenPerByte: number
  /** Megabytes the process that reads a workbook may use. */
  workbookMemoryMb: number
  /** Processor seconds until the first row, which a person waits for; and then in all, so many more a megabyte. */
  workbookHeadCpuSeconds: number
  workbookCpuSecondsPerMb: number
  /** Seconds we are ready to wait, in all, for the process that reads a workbook. */
  workbookSeconds: number
}

export const defaultFileLimits: FileLimits = {
  rows: 1_000_000,
  columns: 256,
  cellLength: 32_767,
  unpackedBytes: 1024 * 1024 * 1024,
  archiveEntries: 1000,
  // One text may stand in many cells; a list of recipients gives two characters a byte.
  givenBase: 20_000_000,
  givenPerByte: 100,
  workbookMemoryMb: 768,
  // A million rows of four columns, 34 MB: 4 s until the first, 10 s in all.
  workbookHeadCpuSeconds: 10,
  workbookCpuSecondsPerMb: 1,
  workbookSeconds: 120,
}
