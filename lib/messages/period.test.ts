import { describe, expect, test } from 'vitest'
import { writeCsvLine } from './csv.ts'
import { maskPhone } from './mask-phone.ts'
import { readPeriod, readPeriodOrNone } from './period.ts'

describe('readPeriod', () => {
  test.each([
    ['2026-11-21', '2026-11-21', '2026-11-20T16:00:00.000Z', '2026-11-21T16:00:00.000Z'],
    [
      '2026-11-21T18:00',
      '2026-11-21 19:00',
      '2026-11-21T10:00:00.000Z',
      '2026-11-21T11:00:00.000Z',
    ],
    [
      '2026-11-21T18:00Z',
      '2026-11-21T18:00:00+01:00',
      '2026-11-21T18:00:00.000Z',
      '2026-11-21T17:00:00.000Z',
    ],
  ])('reads %s to %s', (from, to, start, end) => {
    const period = readPeriod(from, to)
    expect([period.from?.toISOString(), period.to?.toISOString()]).toEqual([start, end])
  })

  test.each(['0001-01-01', '-271821-04-20T00:00:00Z', '9999-12-31'])('refuses %s', (day) => {
    expect(() => readPeriod(day, undefined)).toThrow(expect.objectContaining({ code: 'bad_time' }))
  })

  test('in an address leaves out only the end it cannot read', () => {
    const to = new Date('2026-11-21T16:00:00.000Z')
    expect(readPeriodOrNone({ from: 'soon', to: '2026-11-21' })).toEqual({ to })
  })

  test('says which end it cannot read', () => {
    expect(() => readPeriod('soon', undefined)).toThrow(
      expect.objectContaining({ code: 'bad_time', field: 'from' }),
    )
  })
})

describe('writeCsvLine', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['-1', "'-1"],
    ['@x', "'@x"],
    ['\tx', "'\tx"],
    ['＝1+1', "'＝1+1"],
    ['\nx', '"\'\nx"'],
    ['\rx', '"\'\rx"'],
    ['a,"b"\n', '"a,""b""\n"'],
    ['123456789012345678', '123456789012345678\t'],
    ['13800138000', '13800138000'],
    [7, '7'],
    [null, ''],
  ])('writes %j', (cell, written) => {
    expect(writeCsvLine([cell])).toBe(`${written}\r\n`)
  })
})

test.each([
  ['13800138000', '138****8000'],
  ['+8613800138000', '+86*********00'],
  ['12345', '*****'],
])('masks %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked)
})
