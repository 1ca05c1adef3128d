import { expect, test } from 'vitest'
import { formatFacts, formatTable, shorten, widthOf } from './table.ts'

test('columns stand below one another, Chinese and emoji counted as two', () => {
  const table = formatTable(
    ['Name', 'n', 'Text'],
    [
      ['张三', 7, '您好😀'],
      ['Ann Lee', 1234, null],
    ],
  )
  expect(table.split('\n')).toEqual([
    'Name        n  Text',
    '张三        7  您好😀',
    'Ann Lee  1234',
  ])
  expect(widthOf('张三😀a')).toBe(7)
})

test('what strangers wrote cannot steer the terminal', () => {
  expect(formatTable(['Text'], [['a\u001b[31mred\u202e\nb']])).toBe('Text\na [31mred  b')
})

test('facts without a value are left out', () => {
  expect(
    formatFacts([
      ['Name', 'main'],
      ['Paused', undefined],
      ['价格', 3],
    ]),
  ).toBe('Name  main\n价格  3')
})

test('long texts are cut by their width', () => {
  expect(shorten('张三李四', 8)).toBe('张三李四')
  expect(shorten('张三李四王', 8)).toBe('张三李…')
  expect(widthOf(shorten('a'.repeat(100), 80))).toBe(80)
})
