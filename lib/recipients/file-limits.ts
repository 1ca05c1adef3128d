export type FileLimits = {
  /** Rows with something in them, the header not counted. */
  rows: number
  columns: number
  /** UTF-16 code units of one cell. */
  cellLength: number
  /** Bytes of all parts of a workbook together, once unpacked. */
  unpackedBytes: number
  archiveEntries: number
  /** Megabytes the process that reads a workbook may use. */
  workbookMemoryMb: number
  /** Seconds we are ready to wait, in all, for the process that reads a workbook. */
  workbookSeconds: number
}

export const defaultFileLimits: FileLimits = {
  rows: 1_000_000,
  columns: 256,
  cellLength: 32_767,
  unpackedBytes: 1024 * 1024 * 1024,
  archiveEntries: 1000,
  workbookMemoryMb: 768,
  workbookSeconds: 120,
}
