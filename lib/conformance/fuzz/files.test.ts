import { describe, expect, test } from 'vitest'
import { defaultFileLimits } from '#lib/recipients/file-limits.ts'
import { FileProblem } from '#lib/recipients/file-problem.ts'
import { checkAll, sampleBytes } from '#lib/recipients/read-for-tests.ts'
import { readXlsx } from '#lib/recipients/read-xlsx.ts'
import { makeZip, withFile, workbookParts } from '#lib/recipients/workbook-for-tests.ts'
import { runs, seed } from './fuzz-settings.fixture.ts'
import { createRandom, mutate } from './mutate.ts'
import { survives } from './survive.fixture.ts'

const known = (error: unknown) => error instanceof FileProblem
const random = createRandom(seed)
const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)] as T

describe(`files of recipients, seed ${seed}`, () => {
  test('broken text files', async () => {
    const names = ['notice-utf8.csv', 'notice-bom.csv', 'notice-gbk.csv', 'messy.csv', 'plain.txt']
    const files = names.map((name) => Buffer.from(sampleBytes(name)))
    for (let n = 0; n < runs; n++) {
      const bytes = mutate(pick(files), random)
      await survives(() => checkAll(bytes), bytes, { seed, known, limitMs: 100 })
    }
  })

  test('broken workbooks: the archive, and each part of it', async () => {
    const whole = Buffer.from(sampleBytes('members.xlsx'))
    const parts: Record<string, string | Buffer> = workbookParts(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>姓名</t></is></c></row>' +
        '<row r="2"><c r="A2"><v>13800138000</v></c><c r="B2" s="1"><v>46000</v></c></row>',
      { 'xl/sharedStrings.xml': '<sst><si><t>手机号</t></si></sst>' },
    )
    for (let n = 0; n < runs / 4; n++) {
      const name = pick(Object.keys(parts))
      const broken = { ...parts, [name]: mutate(Buffer.from(parts[name] ?? ''), random) }
      const bytes = random() < 0.3 ? mutate(whole, random) : makeZip(broken)
      await survives(() => readAll(bytes), bytes, { seed, known, limitMs: 1_000 })
    }
    expect((await readAll(makeZip(parts))).length).toBe(2)
  })
})

const readAll = (bytes: Buffer) =>
  withFile(bytes, async (path) => {
    const rows = []
    for await (const some of readXlsx(path, defaultFileLimits)) rows.push(...some)
    return rows
  })
