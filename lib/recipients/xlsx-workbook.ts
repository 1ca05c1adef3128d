import { posix } from 'node:path'
import { FileProblem } from './file-problem.ts'
import type { Archive } from './xlsx-archive.ts'
import { isDateFormat } from './xlsx-dates.ts'
import { percentDecimals } from './xlsx-percent.ts'
import { type Attributes, readXml } from './xml.ts'

export type Workbook = {
  sheetPath: string
  /** Of the sheet that is read. */
  name: string
  /** Visible sheets behind it. */
  others: Sheet[]
  sharedStrings: string[]
  /** By index of a cell's style. */
  dateStyles: boolean[]
  /** By index of a cell's style: decimals of a percentage. */
  percentStyles: (number | undefined)[]
  from1904: boolean
}

export type Sheet = { name: string; path: string }

/** Names are 20 characters; a list longer than this is an attack, not a list of recipients. */
const SHARED_CHARACTERS = 150_000_000
const SHARED_STRINGS = 5_000_000

/** Everything that must be known before the first visible sheet can be read. Throws FileProblem. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  const root = await readRelations(archive, '')
  const path = root.byType('officeDocument') ?? 'xl/workbook.xml'
  if (!archive.has(path)) throw new FileProblem('unreadable_file')
  const relations = await readRelations(archive, path)
  const { visible, hidden, from1904 } = await readSheets(archive, path)
  const place = ({ name, id }: NamedSheet) => {
    const sheet = relations.byId(id)
    return sheet && archive.has(sheet) ? [{ name, path: sheet }] : []
  }
  const [first, ...others] = visible.flatMap(place)
  const sheet = first ?? hidden.flatMap(place)[0]
  if (!sheet) throw new FileProblem('unreadable_file')
  const strings = relations.byType('sharedStrings')
  const styles = relations.byType('styles')
  const formats = styles && archive.has(styles) ? await readFormats(archive, styles) : []
  return {
    sheetPath: sheet.path,
    name: sheet.name,
    others,
    from1904,
    sharedStrings: strings && archive.has(strings) ? await readStrings(archive, strings) : [],
    dateStyles: formats.map(({ id, code }) => isDateFormat(id, code)),
    percentStyles: formats.map(({ id, code }) => percentDecimals(id, code)),
  }
}

async function readRelations(archive: Archive, path: string) {
  const folder = posix.dirname(path)
  const file = posix.join(folder, '_rels', `${posix.basename(path)}.rels`)
  const found: { id: string; type: string; target: string }[] = []
  if (archive.has(file)) {
    await readXml(archive.read(file), {
      open: (name, { Id = '', Type = '', Target = '' }) => {
        const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
        if (name === 'Relationship') found.push({ id: Id, type: Type, target })
      },
    })
  }
  return {
    byId: (id: string) => found.find((relation) => relation.id === id)?.target,
    byType: (type: string) => found.find((relation) => relation.type.endsWith(`/${type}`))?.target,
  }
}

type NamedSheet = { name: string; id: string }

/** Sheets by their relation ids, in the workbook's order. */
async function readSheets(archive: Archive, path: string) {
  const visible: NamedSheet[] = []
  const hidden: NamedSheet[] = []
  let from1904 = false
  await readXml(archive.read(path), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const shown = (attributes.state ?? 'visible') === 'visible'
      const sheet = { name: attributes.name ?? '', id: relationId(attributes) }
      ;(shown ? visible : hidden).push(sheet)
    },
  })
  return { visible, hidden, from1904 }
}

function relationId(attributes: Attributes): string {
  const key = Object.keys(attributes).find((name) => name.endsWith(':id'))
  return key ? (attributes[key] ?? '') : ''
}

async function readStrings(archive: Archive, path: string): Promise<string[]> {
  const strings: string[] = []
  let characters = 0
  let current = ''
  let inText = false
  let phonetic = false
  await readXml(archive.read(path), {
    open: (name) => {
      if (name === 'si') current = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') inText = !phonetic
    },
    text: (text) => {
      if (inText) current += text
      if (characters + current.length > SHARED_CHARACTERS) throw tooLarge()
    },
    close: (name) => {
      if (name === 't') inText = false
      else if (name === 'rPh') phonetic = false
      if (name !== 'si') return
      strings.push(unescapeText(current))
      characters += current.length
      if (strings.length > SHARED_STRINGS) throw tooLarge()
    },
  })
  return strings
}

function tooLarge(): FileProblem {
  return new FileProblem('archive_too_large', { limitMb: SHARED_CHARACTERS / 1_000_000 })
}

/** Workbooks write characters that XML cannot hold as `_x000D_`. */
export function unescapeText(text: string): string {
  if (!text.includes('_x')) return text
  const plain = text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return plain.toWellFormed()
}

/** Number formats by index of a cell's style; `code` is the definition, if the file has one. */
async function readFormats(archive: Archive, path: string) {
  const codes = new Map<number, string>()
  const formats: number[] = []
  let inCells = false
  await readXml(archive.read(path), {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode)
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) formats.push(Number(numFmtId))
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return formats.map((id) => ({ id, code: codes.get(id) }))
}
