import { cleanValue } from './clean-value.ts'
import type { Params } from './file-problem.ts'
import { isFormulaError, kinds } from './inspect-value.ts'
import { normalisePhone } from './normalise-phone.ts'
import { isBlankRow } from './row-batch.ts'
import { createSeenRows } from './seen-rows.ts'
import { isUnseen } from './strip-invisible.ts'

/** Why a row is refused; a provider's `valueProblem` and `textProblem` add codes of their own. */
export type RefusalReason =
  | 'broken_encoding'
  | 'broken_quotes' // {lines}, when known: a quote was opened and closed wrongly, or rows later
  | 'empty_phone'
  | 'scientific_notation'
  | 'not_mobile'
  | 'missing_variable' // {name}: the row, or the file, has no such column
  | 'empty_variable' // {name}
  | 'formula_error' // {name, value}: #N/A and the like
  | 'control_character' // {name}
  | 'brackets' // {name}: 【 or 】 would read as a second signature
  | 'value_too_long' // {name, length, limit}: longer than the template allows this variable
  | 'too_long' // {length, limit}
  | 'duplicate'
  | (string & {})

export type ValidRow = {
  row: number
  phone: string
  /** In the order of the template's variables, trimmed, on one line, nothing invisible in them. */
  values: string[]
  segments: number
  /** As it will arrive. */
  text: string
  /** Bits of `kinds` (inspect-value.ts): what is uncommon about the values. */
  unusual: number
}
export type RefusedRow = { row: number; reason: RefusalReason; params: Params; line: string }

export type RowRules = {
  /** Names of the template's variables, in order, each once. */
  variables: string[]
  /** Most UTF-16 code units of a value, by the variable's place; undefined: no limit of its own. */
  lengths?: (number | undefined)[]
  render(values: string[]): string
  /** UTF-16 code units of the whole text. */
  textLength: number
  countSegments(text: string): number
  /** A value the vendor cannot carry: the code of the reason. */
  valueProblem?(value: string): string | undefined
  textProblem?(text: string): string | undefined
}
/** Where the phone and each variable stand; undefined when the file has no column for it. */
export type RowColumns = { phone: number; variables: (number | undefined)[] }
export type RawRow = {
  row: number
  cells: string[]
  line(): string
  badQuotes: boolean
  maybeBroken: boolean
}

type Refusal = { reason: RefusalReason; params?: Params }

/**
 * Checks rows one after another and remembers them for finding duplicates: a second row of the
 * same phone and values, or of the same phone where the template has no variables, is refused.
 * Gives undefined for a blank row.
 */
export function createRowCheck(rules: RowRules, columns: RowColumns) {
  const seen = createSeenRows()
  return (raw: RawRow): ValidRow | RefusedRow | undefined => {
    const { row, cells } = raw
    const phoneCell = cells[columns.phone] ?? ''
    if (isUnseen(phoneCell) && isBlankRow(cells)) return undefined
    const damage = damageOf(raw)
    if (damage) return refuse(raw, damage)
    const { phone, reason } = normalisePhone(phoneCell)
    if (reason) return refuse(raw, { reason })
    const read = readValues(cells, columns, rules)
    if ('reason' in read) return refuse(raw, read)
    const text = rules.render(read.values)
    const problem = problemOfText(text, rules)
    if (problem) return refuse(raw, problem)
    if (!seen.add(phone, read.values)) return refuse(raw, { reason: 'duplicate' })
    const segments = rules.countSegments(text)
    return { row, phone, values: read.values, segments, text, unusual: read.unusual }
  }
}

function refuse(raw: RawRow, { reason, params = {} }: Refusal): RefusedRow {
  // NUL cannot be stored by PostgreSQL.
  return { row: raw.row, reason, params, line: raw.line().replaceAll('\0', '\uFFFD') }
}

function damageOf(raw: RawRow): Refusal | undefined {
  if (raw.maybeBroken && raw.cells.some((cell) => cell.includes('\uFFFD'))) {
    return { reason: 'broken_encoding' }
  }
  return raw.badQuotes ? swallowed(raw) : undefined
}

/** `lines` tells how many lines of the file the lost quote has drawn into this row. */
function swallowed(raw: RawRow): Refusal {
  return { reason: 'broken_quotes', params: { lines: raw.line().split(/\r\n|\r|\n/).length } }
}

/** A line inside a value that begins like a row of its own. */
const rowInside = /[\r\n]\s*"?1[3-9]\d{9}"?\s*[,;|\t，]/

function readValues(
  cells: string[],
  columns: RowColumns,
  rules: RowRules,
): { values: string[]; unusual: number } | Refusal {
  const values: string[] = []
  let unusual = 0
  for (const [index, name] of rules.variables.entries()) {
    const column = columns.variables[index]
    const raw = column === undefined ? undefined : cells[column]
    if (raw === undefined) return { reason: 'missing_variable', params: { name } }
    const { value, found } = cleanValue(raw)
    if (found & kinds.lineBreak && rowInside.test(raw)) return { reason: 'broken_quotes' }
    const problem =
      problemOfValue(value, found, name, rules) ?? problemOfLength(value, index, rules)
    if (problem) return problem
    values.push(value)
    unusual |= found
  }
  return { values, unusual }
}

function problemOfValue(
  value: string,
  found: number,
  name: string,
  rules: RowRules,
): Refusal | undefined {
  if (value === '') return { reason: 'empty_variable', params: { name } }
  if (found & (kinds.control | kinds.bracket)) {
    const reason = found & kinds.control ? 'control_character' : 'brackets'
    return { reason, params: { name } }
  }
  if (found & kinds.sign && isFormulaError(value)) {
    return { reason: 'formula_error', params: { name, value } }
  }
  const reason = rules.valueProblem?.(value)
  return reason === undefined ? undefined : { reason, params: { name } }
}

function problemOfLength(
  value: string,
  index: number,
  { lengths, variables }: RowRules,
): Refusal | undefined {
  const limit = lengths?.[index]
  if (limit === undefined || value.length <= limit) return undefined
  const name = variables[index] ?? ''
  return { reason: 'value_too_long', params: { name, length: value.length, limit } }
}

function problemOfText(text: string, rules: RowRules): Refusal | undefined {
  if (text.length > rules.textLength) {
    return { reason: 'too_long', params: { length: text.length, limit: rules.textLength } }
  }
  const reason = rules.textProblem?.(text)
  return reason === undefined ? undefined : { reason }
}
