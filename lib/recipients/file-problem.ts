/** Why a whole file cannot be used; `code` is a key of the message catalogue. */
export type FileProblemCode =
  | 'empty_file'
  | 'header_only'
  | 'first_sheet_empty' // {sheet, other}: a workbook whose rows are on another sheet
  | 'unreadable_file' // random bytes, a broken archive, not a workbook
  | 'web_page_file' // HTML, as systems export it under the name of a workbook
  | 'legacy_excel_file' // .xls, or a workbook with a password
  | 'too_many_rows' // {limit}
  | 'too_many_columns' // {limit, row}
  | 'cell_too_long' // {limit, row}
  | 'archive_too_large' // unpacked: {limitMb}
  | 'too_slow' // {seconds}
  | 'no_phone_column' // {columns}: the header as found

export type Params = Record<string, string | number>

/** The one error a recipient file can cause. `params` fill the message of `code`. */
export class FileProblem extends Error {
  override name = 'FileProblem'
  readonly code: FileProblemCode
  readonly params: Params

  constructor(code: FileProblemCode, params: Params = {}, cause?: unknown) {
    super(`recipient file: ${code} ${JSON.stringify(params)}`, { cause })
    this.code = code
    this.params = params
  }
}
