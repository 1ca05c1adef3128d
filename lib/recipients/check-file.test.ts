import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkFile } from './check-file.ts'
import { FileProblem } from './file-problem.ts'
import { checkAll, plainRules, sampleBytes, sampleRules, sourceOf } from './read-for-tests.ts'

const header = '手机号,姓名,金额\n'
const refusals = (file: { refused: { row: number; reason: string }[] }) =>
  file.refused.map((row) => `${row.row} ${row.reason}`)

test.each(['messy.csv', 'notice-gbk.csv', 'broken-encoding.csv'])(
  '%s comes out the same wherever it is cut',
  async (name) => {
    const bytes = sampleBytes(name)
    const whole = await checkAll(bytes)
    for (let cut = 1; cut < bytes.length; cut++) {
      const source = async function* () {
        yield bytes.subarray(0, cut)
        yield bytes.subarray(cut)
      }
      const { valid, refused, summary } = await checkAll(bytes, { source })
      expect([valid, refused, summary]).toEqual([whole.valid, whole.refused, whole.summary])
    }
  },
)

test('rows, quotes and lines survive the borders between pieces of a big file', async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => {
    const name = n % 3 === 0 ? `"张""${n}""\r\n三, 四"` : `王${n}`
    return `1380${String(n).padStart(7, '0')},${name},${n % 7 === 0 ? '' : n}`
  })
  const file = await checkAll(`${header}${rows.join('\r\n')}`)
  expect(file.summary).toMatchObject({ rows: 20_000, refused: 2858 })
  for (const { row, line } of file.refused) expect(line).toBe(rows[row - 2])
  for (const { row, values } of file.valid) {
    const n = row - 2
    expect(values).toEqual([n % 3 === 0 ? `张"${n}" 三, 四` : `王${n}`, String(n)])
  }
})

test.each([
  ['tabs', '\t', '王,五'],
  ['semicolons', ';', '王,五'],
  ['bars', '|', '王；五'],
  ['full-width commas', '，', '王五'],
  ['commas, with full-width ones in the values', ',', '您，好，吗'],
])('cells between %s', async (_, delimiter, name) => {
  const rows = ['手机号,姓名,金额'.replaceAll(',', delimiter)]
  for (let n = 0; n < 3; n++) rows.push([`1380013800${n}`, name, '1'].join(delimiter))
  const file = await checkAll(rows.join('\n'))
  expect(file.delimiter).toBe(delimiter)
  expect(file.valid.map((row) => row.values)).toEqual([
    [name, '1'],
    [name, '1'],
    [name, '1'],
  ])
})

test.each([['\n'], ['\r\n'], ['\r']])('lines that end with %j', async (end) => {
  const text = ['手机号,姓名,金额', '13800138000,"张三","1"', '13800138001,李四,2', ''].join(end)
  const file = await checkAll(text)
  expect(file.valid.map((row) => [row.row, ...row.values])).toEqual([
    [2, '张三', '1'],
    [3, '李四', '2'],
  ])
})

test('a quote that is never closed refuses its row, and a huge one the file', async () => {
  const file = await checkAll(
    `${header}13800138000,张三,1\n13800138001,"李四,2\n13800138002,王五,3`,
  )
  expect(file.valid.map((row) => row.row)).toEqual([2])
  expect(refusals(file)).toEqual(['3 broken_quotes'])
  expect(file.refused[0]?.params).toEqual({ lines: 2 })
  const huge = `${header}13800138000,"${'a,1\n'.repeat(400_000)}`
  await expect(checkAll(huge)).rejects.toMatchObject({ code: 'cell_too_long', params: { row: 2 } })
})

test('rows between a lost quote and the next one never become part of a text', async () => {
  const file = await checkAll(
    `${header}13800138000,"张三,1\n13800138001,李四",2\n13800138002,王五,3\n`,
  )
  expect(refusals(file)).toEqual(['2 broken_quotes'])
  expect(file.refused[0]?.line).toBe('13800138000,"张三,1\n13800138001,李四",2')
  expect(file.valid.map((row) => [row.row, ...row.values])).toEqual([[3, '王五', '3']])
})

test('a text the vendor cannot carry is refused, after its values', async () => {
  const rules = {
    ...sampleRules,
    textProblem: (text: string) => (text.includes('坏') ? 'bad_word' : undefined),
  }
  const file = await checkAll(`${header}13800138000,坏,1\n13800138001,好,1\n13800138002,坏,\n`, {
    rules,
  })
  expect(refusals(file)).toEqual(['2 bad_word', '4 empty_variable'])
})

test('control characters, failed formulas and lone brackets are refused', async () => {
  const names = ['a\u0000b', '#N/A', '郑】', '\uFFFD', '正常', '\u001b[1m']
  const rows = names.map((name, n) => `1380013800${n},${name},1\n`)
  const file = await checkAll(
    header + '13900139000,足够多的普通文字使文件看起来像文本,1\n'.repeat(10) + rows.join(''),
  )
  const reasons = file.refused.filter((row) => row.row > 11)
  expect(reasons.map((row) => `${row.row} ${row.reason}`)).toEqual([
    '12 control_character',
    '13 formula_error',
    '14 brackets',
    '15 broken_encoding',
    '17 control_character',
  ])
  expect(reasons[0]?.line).toBe('13800138000,a\uFFFDb,1')
})

test('a template without variables: one message a phone', async () => {
  const file = await checkAll('13800138000,a\n+86 13800138000,b\n13900139000\n', {
    rules: plainRules,
  })
  expect(file.valid.map((row) => row.phone)).toEqual(['13800138000', '13900139000'])
  expect(refusals(file)).toEqual(['2 duplicate'])
  expect(file.summary.warnings).toEqual([{ code: 'extra_column', params: { row: 1 } }])
})

test('only a valid row makes a later one a duplicate', async () => {
  const file = await checkAll(`${header}13800138000,,1\n13800138000,张三,1\n13800138000, 张三 ,1\n`)
  expect(refusals(file)).toEqual(['2 empty_variable', '4 duplicate'])
})

test('limits of rows, columns and cells', async () => {
  const rows = `${header}${'13800138000,张三,1\n'.repeat(4)}`
  expect((await checkAll(rows, { limits: { rows: 4 } })).summary.rows).toBe(4)
  const problem = (limits: object) => expect(checkAll(rows, { limits })).rejects
  await problem({ rows: 3 }).toMatchObject({ code: 'too_many_rows', params: { limit: 3 } })
  await problem({ columns: 2 }).toMatchObject({ code: 'too_many_columns', params: { row: 1 } })
  await problem({ cellLength: 10 }).toMatchObject({ code: 'cell_too_long', params: { row: 2 } })
})

test('segments, histogram, shortest and longest', async () => {
  const file = await checkAll(
    `${header}13800138000,${'长'.repeat(100)},1\n13800138001,短,2\n13800138002,三个字,3\n`,
  )
  expect(file.summary).toMatchObject({ segments: 4, histogram: { 1: 2, 2: 1 } })
  expect([file.summary.longest?.row, file.summary.shortest?.row]).toEqual([2, 3])
})

test('reading goes at the pace of the reader, and stops with it', async () => {
  let chunks = 0
  let closed = 0
  const piece = Buffer.from('13800138000,张三,1\n'.repeat(4000))
  const source = async function* () {
    try {
      for (let n = 0; n < 1000; n++) {
        chunks += 1
        yield piece
      }
    } finally {
      closed += 1
    }
  }
  const check = await checkFile({ source, encoding: 'utf-8', rules: sampleRules })
  for await (const _ of check.batches) break
  expect(chunks).toBeLessThan(20)
  expect(closed).toBe(2) // once after the head, once after the rows
})

test('an abort ends the iteration with its reason', async () => {
  const abort = new AbortController()
  const bytes = Buffer.from(header + '13800138000,张三,1\n'.repeat(50_000))
  const check = await checkFile({
    source: sourceOf(bytes),
    rules: sampleRules,
    signal: abort.signal,
  })
  const reason = new Error('enough')
  const read = async () => {
    for await (const _ of check.batches) abort.abort(reason)
  }
  await expect(read()).rejects.toBe(reason)
})

const noise = fc.uint8Array({ maxLength: 400 })
const text = fc.string({ unit: fc.constantFrom(...'1380,\n\r"\t;|，手机号张 '), maxLength: 200 })
test('any bytes end with rows or with a FileProblem', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(noise, text), async (bytes) => {
      try {
        const { summary, valid, refused } = await checkAll(bytes)
        expect([valid.length, refused.length]).toEqual([summary.valid, summary.refused])
      } catch (error) {
        expect(error).toBeInstanceOf(FileProblem)
      }
    }),
    { numRuns: 1000 },
  )
})

test('shuffled rows with repeats: as many valid ones as there are different rows', async () => {
  const row = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.constantFrom('张三', '李四', '王五'))
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 100 }), async (rows) => {
      const lines = rows.map(([n, name]) => `138001380${String(n).padStart(2, '0')},${name},1`)
      const { summary } = await checkAll(header + lines.join('\n'))
      const different = new Set(lines).size
      expect(summary.valid).toBe(different)
      expect(summary.duplicates).toBe(rows.length - different)
    }),
    { numRuns: 200 },
  )
})

test('a value longer than its variable may be is refused, with what it is and may be', async () => {
  const rules = {
    variables: ['姓名', '金额'],
    lengths: [3, undefined],
    render: (values: string[]) => values.join(' '),
    textLength: 350,
    countSegments: () => 1,
  }
  const file = '手机号,姓名,金额\n13800138000,欧阳娜,123456\n13800138001,欧阳娜娜,1\n'
  const { refused, summary } = await checkAll(file, { rules })
  expect(summary).toMatchObject({ valid: 1, reasons: { value_too_long: 1 } })
  expect(refused).toMatchObject([
    { row: 3, reason: 'value_too_long', params: { name: '姓名', length: 4, limit: 3 } },
  ])
})
