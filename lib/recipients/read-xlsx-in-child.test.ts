import { expect, test } from 'vitest'
import { defaultFileLimits, type FileLimits } from './file-limits.ts'
import { checkAll, samplePath } from './read-for-tests.ts'
import { readXlsxInChild } from './read-xlsx-in-child.ts'
import { makeZip, withFile, workbookParts } from './workbook-for-tests.ts'
import type { SheetRow } from './xlsx-sheet.ts'

async function read(path: string, limits: Partial<FileLimits> = {}): Promise<SheetRow[]> {
  const rows: SheetRow[] = []
  for await (const some of readXlsxInChild(path, { ...defaultFileLimits, ...limits })) {
    rows.push(...some)
  }
  return rows
}
const workbook = (rows: number) => {
  const row = (_: unknown, n: number) =>
    `<row><c><v>${13800000000 + n}</v></c><c t="inlineStr"><is><t>张 "${n}",</t></is></c><c><v>1</v></c></row>`
  return makeZip(workbookParts(Array.from({ length: rows }, row).join('')))
}
const children = () =>
  process.getActiveResourcesInfo().filter((resource) => resource === 'ProcessWrap').length

test('gives the rows of the file', async () => {
  const rows = await read(samplePath('members.xlsx'))
  expect(rows).toHaveLength(5)
  expect(rows[4]).toEqual([5, ['18612340000', '欧阳娜娜', '2026-11-21']])
})

test('20,000 rows come whole; refused rows show their cells as CSV', async () => {
  await withFile(workbook(20_000), async (path) => {
    const head = Buffer.from('PK\x03\x04')
    const rules = {
      variables: ['a', 'b', 'c'],
      render: String,
      textLength: 9,
      countSegments: () => 1,
    }
    const file = await checkAll(head, { workbookPath: () => path, rules })
    expect(file.summary).toMatchObject({ rows: 20_000, reasons: { missing_variable: 20_000 } })
    expect(file.refused[7]?.line).toBe('13800000007,"张 ""7"",",1')
  })
})

test('a problem of the file arrives as a FileProblem', async () => {
  await expect(read(samplePath('messy.csv'))).rejects.toMatchObject({ code: 'unreadable_file' })
  await withFile(workbook(10), async (path) => {
    const problem = { code: 'too_many_rows', params: { limit: 3 } }
    await expect(read(path, { rows: 3 })).rejects.toMatchObject(problem)
  })
})

test('too little memory ends the child and not us', async () => {
  await withFile(makeZip(workbookParts('', strings(400_000))), async (path) => {
    const code = 'archive_too_large'
    await expect(read(path, { workbookMemoryMb: 12 })).rejects.toMatchObject({ code })
  })
})

function strings(count: number) {
  const item = (_: unknown, n: number) => `<si><t>${n} ${'长'.repeat(20)}</t></si>`
  return { 'xl/sharedStrings.xml': `<sst>${Array.from({ length: count }, item).join('')}</sst>` }
}

test('too slow: killed, and said so', async () => {
  await withFile(workbook(10), async (path) => {
    const late = { code: 'too_slow', params: { seconds: 0.001 } }
    await expect(read(path, { workbookSeconds: 0.001 })).rejects.toMatchObject(late)
  })
})

test('says how much has been read, up to the whole', async () => {
  await withFile(workbook(20_000), async (path) => {
    const shares: number[] = []
    const rows = readXlsxInChild(path, defaultFileLimits, (share) => shares.push(share))
    for await (const _ of rows);
    expect(shares.length).toBeGreaterThan(5)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares[0]).toBeLessThan(0.2)
    expect(shares.at(-1)).toBeGreaterThan(0.99)
  })
})

test('only two at once: the third begins when one of them has ended', async () => {
  await withFile(workbook(60_000), async (path) => {
    await expect.poll(children, { timeout: 4_000 }).toBe(0)
    const open = [1, 2, 3].map(() => readXlsxInChild(path, defaultFileLimits))
    const [first, second, third] = open.map((rows) => rows.next())
    await Promise.all([first, second])
    expect(children()).toBe(2)
    await open[0]?.return(undefined)
    expect((await third)?.done).toBe(false)
    expect(children()).toBeLessThanOrEqual(2)
    await Promise.all(open.map((rows) => rows.return(undefined)))
    await expect.poll(children, { timeout: 4_000 }).toBe(0)
  })
})

test('leaving the loop ends the child', async () => {
  await withFile(workbook(60_000), async (path) => {
    await expect.poll(children, { timeout: 4_000 }).toBe(0) // those of the tests before
    for await (const _ of readXlsxInChild(path, defaultFileLimits)) {
      expect(children()).toBe(1)
      break
    }
    await expect.poll(children, { timeout: 4_000 }).toBe(0)
  })
})

test('works longer than its size explains: ended, and said so, also before the first row', async () => {
  await withFile(makeZip(workbookParts('', strings(400_000))), async (path) => {
    const limits = { workbookHeadCpuSeconds: 0.3, workbookCpuSecondsPerMb: 0 }
    const late = { code: 'too_slow', params: { seconds: 1 } }
    await expect(read(path, limits)).rejects.toMatchObject(late)
  })
  await withFile(workbook(300_000), async (path) => {
    const limits = { workbookHeadCpuSeconds: 0.6, workbookCpuSecondsPerMb: 0.01 }
    await expect(read(path, limits)).rejects.toMatchObject({ code: 'too_slow' })
  })
})
