import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '#lib/runtime/data-dir.ts'
import type { DryRun } from './batch/dry-run.ts'
import { addInfocloud, type CliDatabase, openCliDatabase } from './testing/cli-database.ts'
import { runHere } from './testing/run-here.ts'
import { runSms } from './testing/run-sms.ts'

const samples = join(projectRoot, 'lib/recipients/samples')
const path = (name: string) => join(samples, name)

let database: CliDatabase
let before: Record<string, number>
beforeAll(async () => {
  database = await openCliDatabase()
  await addInfocloud(database)
  before = await database.countRows()
})
afterAll(() => database.close())

const send = (name: string, template = 'income') => [
  ...['batch', 'send', '--channel', 'main', '--template', template, '--file', path(name)],
]
const dryRun = (name: string, ...more: string[]) =>
  database.ask<DryRun>([...send(name), '--dry-run', ...more])

const tenTexts = [
  ['138****8000', '张三', '300.09'],
  ['139****5678', '李四', '222'],
  ['150****6666', '王小明', '1024.50'],
  ['186****0000', '欧阳娜娜', '88'],
  ['177****5678', 'Ann Lee', '12.00'],
  ['199****5678', '赵六', '9.9'],
  ['166****5678', '孙七', '0.01'],
  ['133****1111', '周八', '70'],
  ['147****5678', '吴九', '5000'],
  ['192****5678', '郑十', '66.6'],
].map(([phone, name, amount]) => `${phone} 【云通信】${name}您好，本次收入${amount}元。`)

describe('dry runs of the samples', () => {
  test.each([
    ['notice-utf8.csv', 2],
    ['notice-bom.csv', 2],
    ['notice-gbk.csv', 2],
    ['plain.txt', 1],
  ])('%s: ten valid rows, the same texts', async (name, firstRow) => {
    const { texts, ...found } = await dryRun(name)
    expect(found).toEqual({ valid: 10, refused: [], duplicates: 0, segments: 10, cost: 0.5 })
    expect(texts.map(({ phone, text }) => `${phone} ${text}`)).toEqual(tenTexts)
    expect(texts[0]).toEqual({
      row: firstRow,
      phone: '138****8000',
      text: expect.any(String),
      segments: 1,
    })
  })

  test('phones-only.txt: valid without variables, else refused row by row', async () => {
    const plain = await database.ask<DryRun>([...send('phones-only.txt', 'plain'), '--dry-run'])
    expect(plain).toMatchObject({ valid: 10, refused: [], segments: 10 })
    const found = await dryRun('phones-only.txt')
    expect(found).toMatchObject({ valid: 0, segments: 0, cost: 0, texts: [] })
    expect(found.refused).toHaveLength(10)
    expect(found.refused[0]).toEqual({ row: 1, reason: 'missing_variable', line: '138****8000' })
  })

  test('members.xlsx: digits kept, the date cell reads as a date', async () => {
    const { texts, ...found } = await dryRun('members.xlsx')
    expect(found).toMatchObject({ valid: 4, refused: [] })
    expect(texts.map(({ text }) => text)[3]).toContain('2026-11-21')
  })

  test('messy.csv: every row as the README says', async () => {
    const found = await dryRun('messy.csv', '--reveal')
    expect(found).toMatchObject({ valid: 12, duplicates: 1 })
    const rows = found.texts.map(({ row }) => row)
    expect(rows).toEqual([2, 4, 5, 6, 7, 15, 16, 17, 18, 20, 23, 24])
    expect(found.texts[7]?.text).toBe('【云通信】周 八您好，本次收入70元。')
    const long = readFileSync(path('messy.csv'), 'utf8')
      .split('\r\n')
      .find((line) => line.startsWith('13700002222'))
    expect(found.refused).toEqual([
      { row: 3, reason: 'duplicate', line: '13800138000,张三,300.09,same number and values again' },
      {
        row: 8,
        reason: 'scientific_notation',
        line: '1.38E+10,小陈,1,Excel turned it into a float',
      },
      { row: 9, reason: 'not_mobile', line: '1380013800,小杨,1,ten digits' },
      { row: 10, reason: 'not_mobile', line: '12345678901,小朱,1,no such prefix' },
      { row: 11, reason: 'not_mobile', line: '010-88886666,前台,1,a landline' },
      { row: 12, reason: 'empty_variable', line: '17712345678,,12.00,name missing' },
      { row: 19, reason: 'brackets', line: '19212345678,【假签名】郑十,66.6,a second signature' },
      { row: 21, reason: 'too_long', line: long },
      { row: 22, reason: 'missing_variable', line: '13700003333,少一列' },
    ])
  })

  test('broken-encoding.csv: the broken row is named, the other kept', async () => {
    const found = await dryRun('broken-encoding.csv')
    expect(found).toMatchObject({ valid: 1, refused: [{ row: 3, reason: 'broken_encoding' }] })
  })

  test('phones are nowhere in the clear without --reveal', async () => {
    const { stdout } = await runHere(database.variables, [
      ...send('messy.csv'),
      '--dry-run',
      '--json',
    ])
    expect(stdout).not.toMatch(/1[3-9]\d{9}/)
    const { stdout: shown } = await runSms(database.variables, [...send('messy.csv'), '--dry-run'])
    expect(shown).not.toMatch(/1[3-9]\d{9}/)
    expect(shown).toContain('Appeared before')
  })

  test('nothing is left of them but the audit of what was revealed', async () => {
    await dryRun('notice-utf8.csv', '--reveal')
    const { audit_entries, ...after } = await database.countRows()
    const { audit_entries: audited, ...first } = before
    expect(after).toEqual(first)
    const told = await database.query(
      "select action, via, actor_name, details from audit_entries where action = 'message.reveal'",
    )
    expect(audit_entries).toBe(Number(audited) + told.length)
    expect(told.at(-1)).toMatchObject({
      via: 'cli',
      actor_name: expect.stringMatching(/^cli:./),
      details: { of: 'file', fileName: 'notice-utf8.csv', count: 10 },
    })
  })
})

describe('files with no table in them', () => {
  test.each([
    ['empty.csv', 'The file is empty'],
    ['header-only.csv', 'only a header'],
    ['not-a-csv.csv', 'not a table'],
  ])('%s: one clear error, nothing left behind', async (name, words) => {
    const { audit_entries: _, ...rows } = await database.countRows()
    for (const how of ['--dry-run', '--yes']) {
      const said = await runHere(database.variables, [...send(name), how, '--json'])
      expect(said).toMatchObject({ status: 1, stdout: '' })
      expect(said.stderr).toContain(words)
    }
    const { audit_entries: __, ...after } = await database.countRows()
    expect(after).toEqual(rows)
  })

  test('a file that is refused row by row makes no batch either', async () => {
    const said = await runHere(database.variables, [...send('phones-only.txt'), '--yes'])
    expect(said).toMatchObject({ status: 1, stdout: '' })
    expect(said.stderr).toContain('no valid recipient')
    expect(await database.query('select id from batches')).toEqual([])
    expect(await database.query('select id from uploads')).toEqual([])
    expect(await database.query('select id from messages')).toEqual([])
  })

  test('a file that is not there', async () => {
    const said = await runHere(database.variables, [...send('nowhere.csv'), '--dry-run'])
    expect(said).toMatchObject({ status: 1, stdout: '' })
    expect(said.stderr).toContain('no readable file')
  })
})
