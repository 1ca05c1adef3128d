import { expect, test } from 'vitest'
import { checkAll, plainRules } from './read-for-tests.ts'

const header = '手机号,姓名,金额\n'

test('what nobody sees in a value is taken out, and nothing else of it is empty', async () => {
  const family = '👨\u200d👩\u200d👧'
  const names = [
    '张三',
    '\u200b\u200f\u2060\ufeff',
    '\u202a李\u200d四\u202c',
    `${family}👩🏽\u200d⚕\ufe0f\u200d`,
    '\u00a0\u3000王\u00a0五\u3000\u00a0',
    '\u200b \u2066赵六\u2069\u00a0\u200b',
    '钱\ufeff七',
    '\u200b#N/A',
  ]
  const rows = names.map((name, n) => `1380013800${n},${name},1\n`)
  const file = await checkAll(`手机号,\u200b姓名,金额\n${rows.join('')}`)
  expect(file.valid.map((row) => [row.row, row.values[0]])).toEqual([
    [2, '张三'],
    [4, '李四'],
    [5, `${family}👩🏽\u200d⚕\ufe0f`],
    [6, '王\u00a0五'],
    [7, '赵六'],
    [8, '钱七'],
  ])
  expect(file.refused.map((row) => `${row.row} ${row.reason}`)).toEqual([
    '3 empty_variable',
    '9 formula_error',
  ])
  expect(file.summary.warnings).toEqual([{ code: 'invisible_removed', params: { row: 4 } }])
})

test('a family emoji alone is no reason for a warning', async () => {
  const file = await checkAll(`${header}13800138000,👨\u200d👩\u200d👧,1\n`)
  expect(file.valid[0]?.values[0]).toBe('👨\u200d👩\u200d👧')
  expect(file.summary.warnings).toEqual([])
})

test('a title above the header is skipped, and said', async () => {
  const rows = '手机号,姓名,金额\n13800138000,张三,1\n'
  const titled = await checkAll(`\n 2026年会员名单 ,,\n\n${rows}`)
  expect(titled.columns.header).toEqual(['手机号', '姓名', '金额'])
  expect(titled.valid.map((row) => [row.row, ...row.values])).toEqual([[5, '张三', '1']])
  expect(titled.sample[0]).toEqual(['手机号', '姓名', '金额'])
  expect(titled.summary).toMatchObject({
    rows: 1,
    warnings: [{ code: 'title_skipped', params: { row: 2, title: '2026年会员名单' } }],
  })
  await expect(checkAll('会员名单,,\n手机号,姓名,金额\n')).rejects.toMatchObject({
    code: 'header_only',
  })
  const phones = await checkAll('13800138000\n13800138001\n', { rules: plainRules })
  expect(phones.summary).toMatchObject({ valid: 2, warnings: [] })
  const named = await checkAll('手机号\n13800138000\n', { rules: plainRules })
  expect(named.summary).toMatchObject({ valid: 1, warnings: [] })
})

test('a row of nothing but invisible characters is blank, a phone of them is empty', async () => {
  const file = await checkAll(`${header}13800138000,张三,1\n\u200b,\ufeff,\u00a0\n\u2060,李四,1\n`)
  expect(file.summary).toMatchObject({ rows: 2, valid: 1, refused: 1 })
  expect(file.refused.map((row) => `${row.row} ${row.reason}`)).toEqual(['4 empty_phone'])
})

test.each([
  ['a page', '<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><table><tr><td>1'],
  ['a doctype', '\ufeff\r\n<!DOCTYPE html>\n<html>'],
  ['a bare table', '<table border=1><tr><th>手机号</th></tr><tr><td>13800138000</td></tr></table>'],
  ['a comment first', '<!-- made by a script --><META charset=utf-8><table>'],
  ['XHTML', '<?xml version="1.0" encoding="UTF-8"?>\n<html>'],
  ['an archive of a page', 'MIME-Version: 1.0\r\nContent-Type: multipart/related'],
])('a web page under the name of a workbook is said to be one: %s', async (_, text) => {
  await expect(checkAll(text)).rejects.toMatchObject({ code: 'web_page_file' })
  const wide = Buffer.from(`\ufeff${text}`, 'utf16le')
  await expect(checkAll(wide)).rejects.toMatchObject({ code: 'web_page_file' })
})

test('a text that begins with a thousand comments is looked through at once', async () => {
  const began = performance.now()
  await checkAll(`${'<!---->'.repeat(1_000)}\n${header}13800138000,张三,1\n`).catch(() => undefined)
  expect(performance.now() - began).toBeLessThan(1_000)
})

test('XML that is no page cannot be read, and a list with a tag in it can', async () => {
  const xml = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook>'
  await expect(checkAll(xml)).rejects.toMatchObject({ code: 'unreadable_file' })
  const file = await checkAll(`${header}13800138000,<b>张三</b>,1\n`)
  expect(file.summary.valid).toBe(1)
})
