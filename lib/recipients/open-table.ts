import type { FileLimits } from './file-limits.ts'
import { FileProblem } from './file-problem.ts'
import {
  type Encoding,
  encodingByMark,
  guessEncoding,
  looksBinary,
  readHead,
} from './guess-encoding.ts'
import { openCsv } from './read-csv.ts'
import type { OnShare } from './read-xlsx.ts'
import { readXlsxInChild } from './read-xlsx-in-child.ts'
import { joinCsv, type RowBatch, type Source } from './row-batch.ts'
import type { SheetRow } from './xlsx-sheet.ts'

export type Table = {
  format: 'text' | 'xlsx'
  encoding?: Encoding
  delimiter?: string
  batches: AsyncGenerator<RowBatch>
}

export type TableInput = {
  source: Source
  /** Gives the path of the same bytes on disk; asked only for a workbook. */
  workbookPath?: () => string | Promise<string>
  /** Hears how much of a workbook has been read, which is not read through `source`. */
  onShare?: OnShare
  /** For a text file; guessed when left out. */
  encoding?: Encoding
  limits: FileLimits
}

const HEAD = 64 * 1024
const zip = [0x50, 0x4b, 0x03, 0x04]
const ole = [0xd0, 0xcf, 0x11, 0xe0]

/** Tells by the content what a file is, whatever its name says. Throws FileProblem. */
export async function openTable(input: TableInput): Promise<Table> {
  const head = await readHead(input.source, HEAD)
  if (head.length === 0) throw new FileProblem('empty_file')
  if (startsWith(head, ole)) throw new FileProblem('legacy_excel_file')
  if (startsWith(head, zip)) return openWorkbook(input)
  const wide = (input.encoding ?? encodingByMark(head))?.startsWith('utf-16')
  if (!wide && looksBinary(head)) throw new FileProblem('unreadable_file')
  refuseMarkup(head)
  const encoding = input.encoding ?? (await guessEncoding(input.source))
  const { delimiter, batches } = await openCsv(input.source, encoding, input.limits)
  return { format: 'text', encoding, delimiter, batches }
}

const beforeMarkup = String.raw`^[\s\ufeff]*(?:<!--(?:(?!-->)[^])*-->\s*|<\?xml[^>]*>\s*)*`
const page = new RegExp(
  String.raw`${beforeMarkup}(?:<(?:!doctype\s+html|html|head|body|meta|style|table|div)\b|MIME-Version:)`,
  'i',
)

/** Back offices export tables as web pages and name them .xls or .xlsx. Throws FileProblem. */
function refuseMarkup(head: Uint8Array): void {
  const text = new TextDecoder(encodingByMark(head) ?? 'latin1').decode(head.subarray(0, 4096))
  if (page.test(text)) throw new FileProblem('web_page_file')
  if (/^(?:<\?xml|%PDF-)/.test(text.trimStart())) throw new FileProblem('unreadable_file')
}

function startsWith(bytes: Uint8Array, magic: number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte)
}

async function openWorkbook({ workbookPath, limits, onShare }: TableInput): Promise<Table> {
  if (!workbookPath) throw new Error('a workbook needs workbookPath: it is read from disk')
  const rows = readXlsxInChild(await workbookPath(), limits, onShare)
  return { format: 'xlsx', batches: toBatches(rows) }
}

async function* toBatches(sheet: AsyncGenerator<SheetRow[]>): AsyncGenerator<RowBatch> {
  let width: number | undefined
  for await (const rows of sheet) {
    // The first row may be a title above the header.
    width ??= Math.max(0, ...rows.slice(0, 2).map(([, cells]) => cells.length))
    // A workbook leaves out empty cells at the end of a row: they are empty, not missing.
    for (const [, cells] of rows) while (cells.length < width) cells.push('')
    yield toBatch(rows)
  }
}

function toBatch(rows: SheetRow[]): RowBatch {
  return {
    cells: rows.map(([, cells]) => cells),
    rowAt: (index) => rows[index]?.[0] ?? 0,
    lineAt: (index) => joinCsv(rows[index]?.[1] ?? []),
    badQuotes: new Set(),
    maybeBroken: rows.some(([, cells]) => cells.some((cell) => cell.includes('\uFFFD'))),
  }
}
