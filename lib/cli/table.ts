const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const gap = '  '

/** Columns a text takes in a terminal: Chinese characters and emoji take two. */
export const widthOf = (text: string): number =>
  [...text].reduce((width, sign) => width + (wide.test(sign) ? 2 : 1), 0)

/** What strangers wrote must not move the cursor or colour the terminal. */
const plain = (text: string): string => text.replace(/\p{Cc}|\p{Cf}/gu, ' ')

type Cell = string | number | null | undefined

/** A text cut to `most` columns of a terminal. */
export function shorten(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  let cut = ''
  for (const sign of text) {
    if (widthOf(cut + sign) >= most) break
    cut += sign
  }
  return `${cut}…`
}

/** Aligned columns below their heads; numbers to the right. Nothing but heads when there are no rows. */
export function formatTable(heads: string[], rows: Cell[][]): string {
  const texts = rows.map((row) => row.map((cell) => plain(String(cell ?? ''))))
  const widths = heads.map((head, n) =>
    Math.max(widthOf(head), ...texts.map((row) => widthOf(row[n] ?? ''))),
  )
  const right = heads.map((_, n) => rows.length > 0 && rows.every((row) => isNumber(row[n])))
  const line = (cells: string[]) =>
    cells
      .map((cell, n) => pad(cell, widths[n] ?? 0, right[n] ?? false))
      .join(gap)
      .trimEnd()
  return [heads, ...texts].map(line).join('\n')
}

/** One fact a line: its name, then its value. */
export const formatFacts = (facts: [string, Cell][]): string => {
  const given = facts.filter(([, value]) => value !== null && value !== undefined && value !== '')
  const width = Math.max(0, ...given.map(([name]) => widthOf(name)))
  return given
    .map(([name, value]) => `${pad(name, width, false)}${gap}${plain(String(value))}`)
    .join('\n')
}

const isNumber = (cell: Cell): boolean =>
  typeof cell === 'number' || /^[¥\d.,−-]+$/.test(cell ?? '')

function pad(text: string, width: number, right: boolean): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return right ? space + text : text + space
}
