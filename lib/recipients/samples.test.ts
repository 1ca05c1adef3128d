import { expect, test } from 'vitest'
import { FileProblem } from './file-problem.ts'
import { checkAll, plainRules, sampleBytes, samplePath, sampleRules } from './read-for-tests.ts'

const check = (name: string, rules = sampleRules) =>
  checkAll(sampleBytes(name), { rules, workbookPath: () => samplePath(name) })

const tenTexts = [
  ['13800138000', '张三', '300.09'],
  ['13912345678', '李四', '222'],
  ['15088886666', '王小明', '1024.50'],
  ['18612340000', '欧阳娜娜', '88'],
  ['17712345678', 'Ann Lee', '12.00'],
  ['19912345678', '赵六', '9.9'],
  ['16612345678', '孙七', '0.01'],
  ['13300001111', '周八', '70'],
  ['14712345678', '吴九', '5000'],
  ['19212345678', '郑十', '66.6'],
].map(([phone, name, amount]) => `${phone} 【云通信】${name}您好，本次收入${amount}元。`)

test.each([
  ['notice-utf8.csv', 'utf-8', 2],
  ['notice-bom.csv', 'utf-8', 2],
  ['notice-gbk.csv', 'gb18030', 2],
  ['plain.txt', 'utf-8', 1],
])('%s: ten valid rows, the same texts', async (name, encoding, firstRow) => {
  const file = await check(name)
  expect(file.encoding).toBe(encoding)
  expect(file.valid.map((row) => `${row.phone} ${row.text}`)).toEqual(tenTexts)
  expect(file.valid.map((row) => row.row)).toEqual(tenTexts.map((_, index) => index + firstRow))
  expect(file.summary).toMatchObject({ valid: 10, refused: 0, duplicates: 0, warnings: [] })
  expect(file.summary.first.map((row) => `${row.phone} ${row.text}`)).toEqual(tenTexts)
})

test('phones-only.txt: valid without variables, refused with the reason for the template', async () => {
  const plain = await check('phones-only.txt', plainRules)
  expect(plain.summary).toMatchObject({ valid: 10, refused: 0, warnings: [] })
  const refused = await check('phones-only.txt')
  expect(refused.summary).toMatchObject({
    valid: 0,
    refused: 10,
    reasons: { missing_variable: 10 },
  })
  expect(refused.refused[0]).toEqual({
    row: 1,
    reason: 'missing_variable',
    params: { name: '姓名' },
    line: '13800138000',
  })
})

test('members.xlsx: numbers keep their digits, the date cell reads as a date', async () => {
  const file = await check('members.xlsx')
  expect(file.format).toBe('xlsx')
  expect(file.valid.map((row) => [row.row, row.phone, ...row.values])).toEqual([
    [2, '13800138000', '张三', '300.09'],
    [3, '13912345678', '李四', '222'],
    [4, '15088886666', '王小明', '1024.5'],
    [5, '18612340000', '欧阳娜娜', '2026-11-21'],
  ])
  expect(file.refused).toEqual([])
})

test('messy.csv: every row as the README says', async () => {
  const file = await check('messy.csv')
  expect(file.valid.map((row) => [row.row, row.phone, ...row.values])).toEqual([
    [2, '13800138000', '张三', '300.09'],
    [4, '13800138000', '张三', '400.00'],
    [5, '13912345678', '李四', '222'],
    [6, '15088886666', '王小明', '1024.50'],
    [7, '18612340000', '欧阳娜娜', '88'],
    [15, '19912345678', '赵, 六', '9.9'],
    [16, '16612345678', '孙"七"', '0.01'],
    [17, '13300001111', '周 八', '70'],
    [18, '14712345678', '吴九😀', '5000'],
    [20, '13700001111', '=HYPERLINK("http://x")', '1'],
    [23, '13700004444', '多一列', '1'],
    [24, '13700005555', '前后空格', '8'],
  ])
  const long = '长'.repeat(390)
  expect(file.refused.map((row) => [row.row, row.reason, row.line])).toEqual([
    [3, 'duplicate', '13800138000,张三,300.09,same number and values again'],
    [8, 'scientific_notation', '1.38E+10,小陈,1,Excel turned it into a float'],
    [9, 'not_mobile', '1380013800,小杨,1,ten digits'],
    [10, 'not_mobile', '12345678901,小朱,1,no such prefix'],
    [11, 'not_mobile', '010-88886666,前台,1,a landline'],
    [12, 'empty_variable', '17712345678,,12.00,name missing'],
    [19, 'brackets', '19212345678,【假签名】郑十,66.6,a second signature'],
    [21, 'too_long', expect.stringMatching(/^13700002222,长{380,}.*,1,too long once rendered$/)],
    [22, 'missing_variable', '13700003333,少一列'],
  ])
  expect(file.refused[7]?.line.length).toBeGreaterThan(long.length)
  expect(file.summary).toMatchObject({ rows: 21, valid: 12, refused: 9, duplicates: 1 })
  expect(file.summary.warnings).toEqual([{ code: 'unnamed_column', params: { row: 23 } }])
  expect(file.summary.longest?.row).toBe(20)
  expect(file.summary.oddest.map((row) => row.row)).toEqual([18, 20, 17])
})

test('messy.csv: a vendor that cannot carry an emoji refuses row 18', async () => {
  const valueProblem = (value: string) =>
    /\p{Emoji_Presentation}/u.test(value) ? 'emoji' : undefined
  const file = await check('messy.csv', { ...sampleRules, valueProblem })
  const row = file.refused.find((refused) => refused.row === 18)
  expect(row).toMatchObject({ reason: 'emoji', params: { name: '姓名' } })
  expect(file.summary).toMatchObject({ valid: 11, refused: 10 })
})

test('broken-encoding.csv: the broken row is refused and named, the other kept', async () => {
  const file = await check('broken-encoding.csv')
  expect(file.valid.map((row) => [row.row, ...row.values])).toEqual([[2, '张三', '1']])
  expect(file.refused).toEqual([
    { row: 3, reason: 'broken_encoding', params: {}, line: '13912345678,\uFFFD\uFFFD,2' },
  ])
})

test.each([
  ['empty.csv', 'empty_file'],
  ['header-only.csv', 'header_only'],
  ['not-a-csv.csv', 'unreadable_file'],
])('%s: one clear problem', async (name, code) => {
  const problem = await check(name).catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(FileProblem)
  expect(problem).toMatchObject({ code })
})
