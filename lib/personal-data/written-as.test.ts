import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { writtenAs, writtenAsBytes } from './written-as.ts'

const phone = '13612348765'
const written = [
  '13612348765',
  '请打 136-1234-8765 吧',
  '请打１３６１２３４８７６５吧',
  '+86(136)12348765',
  '＋86（136）1234　8765',
  '0086 136.1234.8765',
  '8613612348765',
  '136—1234—8765',
  '136——1234——8765',
  '136  1234  8765',
  '136 - 1234 - 8765',
  '136\u00a01234\u200b8765',
  '邮编518000 13612348765',
]
const others = [
  '136123487651',
  '５13612348765',
  '136-1234-87650',
  '20136-1234-8765',
  '136,1234,8765',
  '13612348766',
  '6222 0213 6123 4876 519',
]

test.each(written)('%j is the phone', (text) => {
  expect(text).toMatch(new RegExp(writtenAs(phone)))
  const pattern = new RegExp(writtenAsBytes(phone))
  for (const encoding of ['utf8', 'gb18030'])
    expect(iconv.encode(text, encoding).toString('latin1')).toMatch(pattern)
  expect(encodeURIComponent(text)).toMatch(pattern)
  const escaped = text.replace(
    /[^ -~]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  expect(escaped).toMatch(pattern)
})

test.each(others)('%j is another number', (text) => {
  expect(text).not.toMatch(new RegExp(writtenAs(phone)))
})

test('in bytes a digit before or after means another number as well', () => {
  const pattern = new RegExp(writtenAsBytes(phone))
  for (const text of ['136123487651', '20136-1234-8765', '136,1234,8765', '第136章1234,8765'])
    expect(Buffer.from(text).toString('latin1')).not.toMatch(pattern)
})

test('more than three marks between digits are not one phone', () => {
  expect('136    12348765').not.toMatch(new RegExp(writtenAs(phone)))
})
