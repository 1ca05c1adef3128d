import { fill } from '#lib/i18n/fill.ts'
import type { Answer, Cli } from './cli.ts'
import { formatTable } from './table.ts'

type List = {
  /** The key of the rows in JSON. */
  key: string
  items: object[]
  /** Of the following page; absent for a list that comes whole. */
  next?: string | null
  heads: string[]
  rows: (string | number | null)[][]
}

/** A page of a list: `{[key]: [...], next}`, or a table and how to go on. */
export function answerList({ words }: Cli, { key, items, next, heads, rows }: List): Answer {
  const table = rows.length > 0 ? formatTable(heads, rows) : words.says.none
  const more = next ? `\n${fill(words.says.next, { next })}` : ''
  return {
    json: { [key]: items, ...(next === undefined ? {} : { next }) },
    text: table + more,
  }
}
