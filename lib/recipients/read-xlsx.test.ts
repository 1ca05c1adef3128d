import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultFileLimits, type FileLimits } from './file-limits.ts'
import { FileProblem } from './file-problem.ts'
import { sampleBytes } from './read-for-tests.ts'
import { readXlsx } from './read-xlsx.ts'
import { makeZip, withFile, workbookParts, type ZipOptions } from './workbook-for-tests.ts'
import type { SheetRow } from './xlsx-sheet.ts'

function readBytes(bytes: Buffer, limits: Partial<FileLimits> = {}): Promise<SheetRow[]> {
  return withFile(bytes, async (path) => {
    const rows: SheetRow[] = []
    for await (const some of readXlsx(path, { ...defaultFileLimits, ...limits })) rows.push(...some)
    return rows
  })
}
type More = Parameters<typeof workbookParts>[1]
const read = (
  sheetData: string,
  more: More = {},
  limits: Partial<FileLimits> = {},
  zip?: ZipOptions,
) => readBytes(makeZip(workbookParts(sheetData, more), zip), limits)

const row = (...cells: string[]) => `<row>${cells.join('')}</row>`

test('cells with and without references, blank rows left out, numbers of rows kept', async () => {
  const rows = await read(
    '<row r="2"><c r="B2"><v>1</v></c><c><v>2</v></c></row><row r="3"><c r="A3" s="1"/></row>' +
      '<row><c><v>3</v></c><c r="AA4"><v>4</v></c></row><row r="9"><c t="str"><v>x</v></c></row>',
  )
  expect(rows).toEqual([
    [2, ['', '1', '2']],
    [4, ['3', ...Array(25).fill(''), '4']],
    [9, ['x']],
  ])
})

test('numbers keep their digits and lose the noise of binary fractions', async () => {
  const stored = ['13800138000', '1.3800138E10', '1024.5', '0.30000000000000004', '1E-7', '-5', '0']
  const rows = await read(row(...stored.map((value) => `<c><v>${value}</v></c>`)))
  expect(rows[0]?.[1]).toEqual(['13800138000', '13800138000', '1024.5', '0.3', '1e-7', '-5', '0'])
})

test('every kind of cell', async () => {
  const strings =
    '<sst><si><t>手机</t></si><si><r><t>王</t></r><r><rPr><b/></rPr><t xml:space="preserve"> 五</t></r>' +
    '<rPh sb="0" eb="1"><t>wang</t></rPh></si><si><t>a_x000D_b</t></si></sst>'
  const rows = await read(
    row(
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>99</v></c>',
      '<c t="inlineStr"><is><t>内</t><r><t>联</t></r><rPh><t>nei</t></rPh></is></c>',
      '<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1&amp;"x"</f><v>结果&lt;</v></c>',
      '<c><f>1+1</f><v>2</v></c><c t="d"><v>2026-11-21T00:00:00</v></c>',
    ),
    { 'xl/sharedStrings.xml': strings },
  )
  expect(rows[0]?.[1]).toEqual([
    '手机',
    '王 五',
    'a\rb',
    '',
    '内联',
    'TRUE',
    '#N/A',
    '结果<',
    '2',
    '2026-11-21',
  ])
})

test('dates by built-in and by own formats, times, and the calendar of 1904', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>' +
    '<numFmt numFmtId="171" formatCode="0.00&quot;day&quot;"/><numFmt numFmtId="172" formatCode="[h]:mm"/>' +
    '<numFmt numFmtId="173" formatCode="[Red]General"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    `<cellXfs>${[0, 14, 22, 170, 171, 172, 173].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`
  const cell = (style: number, value: string) => `<c s="${style}"><v>${value}</v></c>`
  const cells = row(
    cell(0, '46347'),
    cell(1, '46347'),
    cell(2, '46347.354166666664'),
    cell(2, '46347.3543402778'),
    cell(3, '46347'),
    cell(4, '46347'),
    cell(5, '0.5'),
    cell(6, '46347'),
    cell(1, '59'),
    cell(1, '-1'),
  )
  const more = { 'xl/styles.xml': styles }
  expect((await read(cells, more))[0]?.[1]).toEqual([
    '46347',
    '2026-11-21',
    '2026-11-21 08:30',
    '2026-11-21 08:30:15',
    '2026-11-21',
    '46347',
    '12:00',
    '46347',
    '1900-02-28',
    '-1',
  ])
  const workbook =
    '<workbook xmlns:r="http://r"><workbookPr date1904="1"/><sheets><sheet r:id="s1"/></sheets></workbook>'
  const from1904 = await read(row(cell(1, '44885')), { ...more, 'xl/workbook.xml': workbook })
  expect(from1904[0]?.[1]).toEqual(['2026-11-21'])
})

test('the first visible sheet in the order of the workbook, whatever the prefixes', async () => {
  const workbook =
    '<x:workbook xmlns:x="http://m" xmlns:q="http://r"><x:sheets><x:sheet state="hidden" q:id="s1"/>' +
    '<x:sheet q:id="s2"/></x:sheets></x:workbook>'
  const second =
    '<x:worksheet xmlns:x="http://m"><x:sheetData><x:row><x:c><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
  const more = { 'xl/workbook.xml': workbook, 'xl/worksheets/sheet2.xml': second }
  expect(await read(row('<c><v>1</v></c>'), more)).toEqual([[1, ['2']]])
})

const filled = row('<c><v>1</v></c>')
const bomb = '<!-- -->'.repeat(500_000)

test.each<[string, string, Parameters<typeof read>]>([
  [
    'a declared size beyond the limit',
    'archive_too_large',
    [filled, { 'x.xml': bomb }, { unpackedBytes: 1e6 }],
  ],
  ['a part that shrinks as no sheet does', 'archive_too_large', ['<row/>'.repeat(12_000_000)]],
  ['too many parts', 'archive_too_large', [filled, {}, { archiveEntries: 3 }]],
  [
    'a DOCTYPE',
    'unreadable_file',
    [filled, { 'xl/worksheets/sheet1.xml': '<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>' }],
  ],
  ['broken XML', 'unreadable_file', ['<row><c></row>']],
  [
    'XML cut off',
    'unreadable_file',
    [filled, { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData>' }],
  ],
  ['no workbook inside', 'unreadable_file', [filled, { 'xl/workbook.xml': '<workbook/>' }]],
  ['tags within tags', 'unreadable_file', [`${'<a>'.repeat(200)}${'</a>'.repeat(200)}${filled}`]],
  [
    'one text shared by more cells than a file of its size fills',
    'archive_too_large',
    [
      row('<c t="s"><v>0</v></c>'.repeat(250)).repeat(10),
      { 'xl/sharedStrings.xml': `<sst><si><t>${'A'.repeat(32_000)}</t></si></sst>` },
    ],
  ],
  [
    'cells that are empty but for the last of each row',
    'archive_too_large',
    ['<row><c r="IV1"><v>1</v></c></row>'.repeat(500), {}, { givenBase: 100_000, givenPerByte: 0 }],
  ],
  ['a row that no sheet has', 'unreadable_file', [filled.replace('<row', '<row r="1e308"')]],
  ['a row between two', 'unreadable_file', [filled.replace('<row', '<row r="1.5"')]],
  ['too many rows', 'too_many_rows', [filled.repeat(4), {}, { rows: 2 }]],
  ['too many columns', 'too_many_columns', ['<row><c r="ZZ1"><v>1</v></c></row>']],
  [
    'a cell too long',
    'cell_too_long',
    [filled.replace('<v>1', `<v>${'1'.repeat(100)}`), {}, { cellLength: 99 }],
  ],
])('%s is refused: %s', async (_, code, args) => {
  const problem = await read(...args).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(FileProblem)
  expect(problem).toMatchObject({ code })
})

test('a bomb that lies about its size is stopped while it unpacks', async () => {
  const path = 'xl/worksheets/sheet1.xml'
  const sheet = `<worksheet><sheetData>${bomb}</sheetData></worksheet>`
  const lying = read('', { [path]: sheet }, { unpackedBytes: 1e6 }, { declared: { [path]: 100 } })
  await expect(lying).rejects.toBeInstanceOf(FileProblem)
})

test('styled cells far to the right that hold nothing are no columns', async () => {
  const rows = await read('<row><c><v>1</v></c><c r="XFD1" s="3"/></row>')
  expect(rows).toEqual([[1, ['1']]])
})

test('a workbook with broken bytes ends with rows or a FileProblem', async () => {
  const whole = Buffer.from(sampleBytes('members.xlsx'))
  const place = fc.integer({ min: 0, max: whole.length - 1 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 5 }),
      place,
      async (changes, end) => {
        const bytes = Buffer.from(whole.subarray(0, end % 3 === 0 ? end : whole.length))
        for (const [at, byte] of changes) if (at < bytes.length) bytes[at] = byte
        const outcome = await readBytes(bytes).catch((error: unknown) => error)
        if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(FileProblem)
      },
    ),
    { numRuns: 400 },
  )
})

test('percentages arrive as the cell shows them', async () => {
  const codes = ['0.0%', '#,##0%', '0.00%;[Red]-0.00%', '0" %"', '0.00']
  const styles =
    `<styleSheet><numFmts>${codes.map((code, n) => `<numFmt numFmtId="${170 + n}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts>` +
    `<cellXfs>${[0, 9, 10, 170, 171, 172, 173, 174].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`
  const cells = [
    ...['0.25', '0.25', '0.25', '0.125', '12.5', '1.0049999999999999'],
    ...['0.07', '0.25'],
  ]
  const sheet = row(...cells.map((value, style) => `<c s="${style}"><v>${value}</v></c>`))
  const shown = ['0.25', '25%', '25.00%', '12.5%', '1250%', '100.50%', '7%', '0.25']
  expect((await read(sheet, { 'xl/styles.xml': styles }))[0]?.[1]).toEqual(shown)
})

test('an empty first sheet: the problem names it and the one that has rows', async () => {
  const workbook =
    '<workbook xmlns:r="http://r"><sheets><sheet name="封面" r:id="s1"/><sheet name="名单" r:id="s2"/></sheets></workbook>'
  const second = `<worksheet><sheetData>${filled}</sheetData></worksheet>`
  const more = { 'xl/workbook.xml': workbook, 'xl/worksheets/sheet2.xml': second }
  await expect(read('', more)).rejects.toMatchObject({
    code: 'first_sheet_empty',
    params: { sheet: '封面', other: '名单' },
  })
  const nothing = { ...more, 'xl/worksheets/sheet2.xml': '<worksheet><sheetData/></worksheet>' }
  expect(await read('', nothing)).toEqual([])
})
