import { FileProblem, type Params } from './file-problem.ts'
import { findPhoneColumn, isPhoneName, phoneByContent } from './find-phone-column.ts'
import { looksLikeNumber } from './normalise-phone.ts'
import { stripInvisible } from './strip-invisible.ts'

/** Something staff should look at; the file is used all the same. */
export type FileWarning = {
  code:
    | 'unnamed_column' // {row}: a cell in a column without a header, ignored
    | 'extra_column' // {row}: no header, and more columns than the template needs
    | 'title_skipped' // {row, title}: one cell above the header
    | 'mapped_by_position' // {columns}: no header fits a variable, so their order was taken
    | 'missing_column' // {name}: no column for this variable, every row is refused
    | 'invisible_removed' // {row}: a value had format characters that show nothing, taken out
    | 'repeated_column' // {name}: two columns of this name, the first is taken
  params: Params
}

/** Columns count from 0. */
export type Mapping = { phone: number; variables: Record<string, number> }
export type Columns = {
  header: string[] | undefined
  phone: number
  /** In the order of the template's variables. */
  variables: (number | undefined)[]
  warnings: FileWarning[]
}

/**
 * Finds the phone and the template's variables in a table, from its first rows (not blank ones):
 * by the header's names, or by position where there is none. Throws FileProblem `no_phone_column`.
 */
export function mapColumns(
  sample: string[][],
  variables: string[],
  wanted: { hasHeader?: boolean; mapping?: Mapping } = {},
): Columns {
  const first = (sample[0] ?? []).map((cell) => stripInvisible(cell).trim())
  const hasHeader = wanted.hasHeader ?? isHeader(first)
  const header = hasHeader ? first : undefined
  if (wanted.mapping) return obey(wanted.mapping, header, variables)
  return hasHeader
    ? mapByHeader(first, sample.slice(1), variables)
    : mapByPosition(sample, variables)
}

function obey(mapping: Mapping, header: string[] | undefined, variables: string[]): Columns {
  const columnOf = (name: string) =>
    Object.hasOwn(mapping.variables, name) ? mapping.variables[name] : undefined
  const columns = variables.map(columnOf)
  return {
    header,
    phone: mapping.phone,
    variables: columns,
    warnings: missing(variables, columns),
  }
}

/** A line with a single cell above the row that names the columns: `Members of 2026`. */
export function hasTitle(sample: string[][]): boolean {
  const [title = [], header = []] = sample.map((cells) => cells.map((cell) => cell.trim()))
  const words = title.filter((cell) => cell !== '')
  const names = header.filter((cell) => cell !== '')
  if (words.length !== 1 || names.length < 2) return false
  if (title.some(isPhoneName) || title.some(looksLikeNumber)) return false
  return header.some(isPhoneName) && !header.some(looksLikeNumber)
}

function isHeader(first: string[]): boolean {
  return first.some(isPhoneName) || !first.some(looksLikeNumber)
}

function mapByHeader(header: string[], rows: string[][], variables: string[]): Columns {
  const phone = findPhoneColumn(header, rows)
  if (phone === undefined) {
    throw new FileProblem('no_phone_column', { columns: header.join(', ').slice(0, 200) })
  }
  const named = variables.map((name) => columnByName(header, name))
  const repeated = repeatedNames(header, [phone, ...named])
  if (named.some((column) => column !== undefined)) {
    const warnings = [...missing(variables, named), ...repeated]
    return { header, phone, variables: named, warnings }
  }
  return byOrder(header, phone, variables, repeated)
}

/** Not one name fits. As many columns as variables: most likely only the names differ. */
function byOrder(
  header: string[],
  phone: number,
  variables: string[],
  repeated: FileWarning[],
): Columns {
  const others = [...header.keys()].filter((column) => column !== phone && header[column] !== '')
  const fits = variables.length > 0 && others.length === variables.length
  const columns = variables.map((_, index) => (fits ? others[index] : undefined))
  const names = others.map((column) => header[column]).join(', ')
  const warnings: FileWarning[] = fits
    ? [{ code: 'mapped_by_position', params: { columns: names } }]
    : missing(variables, columns)
  return { header, phone, variables: columns, warnings: [...warnings, ...repeated] }
}

function mapByPosition(rows: string[][], variables: string[]): Columns {
  const phone = phoneByContent(rows) ?? 0
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  const others = Array.from({ length: width }, (_, column) => column).filter((c) => c !== phone)
  const columns = variables.map((_, index) => others[index])
  return { header: undefined, phone, variables: columns, warnings: missing(variables, columns) }
}

/** Exact first, then without regard to case, spaces and brackets around the name. */
function columnByName(header: string[], name: string): number | undefined {
  const exact = header.indexOf(name)
  if (exact !== -1) return exact
  const bare = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s{}]/g, '')
  const similar = header.findIndex((cell) => bare(cell) === bare(name))
  return similar === -1 ? undefined : similar
}

function missing(variables: string[], columns: (number | undefined)[]): FileWarning[] {
  return variables
    .filter((_, index) => columns[index] === undefined)
    .map((name) => ({ code: 'missing_column', params: { name } }))
}

function repeatedNames(header: string[], used: (number | undefined)[]): FileWarning[] {
  const names = new Set(used.map((column) => (column === undefined ? '' : (header[column] ?? ''))))
  return [...names]
    .filter((name) => name !== '' && header.indexOf(name) !== header.lastIndexOf(name))
    .map((name) => ({ code: 'repeated_column', params: { name } }))
}
