import { expect, test } from 'vitest'
import { mapColumns } from './map-columns.ts'

const data = ['13800138000', '张三', '300']
const variables = ['姓名', '金额']
const codes = (columns: { warnings: { code: string }[] }) => columns.warnings.map((w) => w.code)

test.each([
  [['手机号', '姓名', '金额'], 0, [1, 2]],
  [['金额', '姓名 ', '手机号码'], 2, [1, 0]],
  [['序号', 'Phone Number（必填）', '{姓名}', '金额'], 1, [2, 3]],
])('by the names of the header %j', (header, phone, columns) => {
  const found = mapColumns([header, data], variables)
  expect(found).toMatchObject({ header: header.map((c) => c.trim()), phone, variables: columns })
  expect(found.warnings).toEqual([])
})

test('names of variables are compared exactly first, then without regard to case', () => {
  const header = ['phone', 'NAME', 'name', 'Sum']
  expect(mapColumns([header, data], ['name', 'sum']).variables).toEqual([2, 3])
})

test('a phone column no one has named is found by what stands in it', () => {
  const found = mapColumns(
    [
      ['姓名', '会员', '金额'],
      ['张三', '13800138000', '3'],
    ],
    variables,
  )
  expect(found).toMatchObject({ phone: 1, variables: [0, 2] })
})

test('a column that only sounds like a phone is taken when no other holds phones', () => {
  const header = ['手机型号', '姓名', '金额', '会员']
  const row = ['华为', '张三', '3', '13800138000']
  expect(mapColumns([header, row], variables).phone).toBe(3)
  expect(mapColumns([header, [...row.slice(0, 3), '1.38E+10']], variables).phone).toBe(0)
})

test('other names but as many columns: by position, with a warning', () => {
  const found = mapColumns([['手机号', '称呼', '本月收入'], data], variables)
  expect(found.variables).toEqual([1, 2])
  expect(found.warnings).toEqual([
    { code: 'mapped_by_position', params: { columns: '称呼, 本月收入' } },
  ])
})

test('no guess when one name fits and another does not', () => {
  const found = mapColumns([['手机号', '姓名', '备注'], data], variables)
  expect(found.variables).toEqual([1, undefined])
  expect(found.warnings).toEqual([{ code: 'missing_column', params: { name: '金额' } }])
})

test('without a header by position, around the phone', () => {
  expect(mapColumns([data, data], variables)).toMatchObject({ phone: 0, variables: [1, 2] })
  const phoneLast = ['张三', '300', '13800138000']
  expect(mapColumns([phoneLast], variables)).toMatchObject({ phone: 2, variables: [0, 1] })
  const badFirst = ['1.38E+10', '张三', '300']
  expect(mapColumns([badFirst, data], variables).header).toBeUndefined()
})

test('what a person chose is obeyed', () => {
  const mapping = { phone: 2, variables: { 姓名: 0 } }
  const found = mapColumns([data, data], variables, { mapping, hasHeader: true })
  expect(found).toMatchObject({ header: data, phone: 2, variables: [0, undefined] })
  expect(codes(found)).toEqual(['missing_column'])
  expect(
    mapColumns([['a', 'b', 'c'], data], variables, { hasHeader: false }).header,
  ).toBeUndefined()
})

test('names that every object has are names like others', () => {
  const mapping = { phone: 0, variables: {} }
  expect(mapColumns([data], ['constructor'], { mapping }).variables).toEqual([undefined])
})

test('two columns of one name: the first, with a warning', () => {
  const found = mapColumns([['手机号', '姓名', '姓名', '金额'], data], variables)
  expect(found.variables).toEqual([1, 3])
  expect(found.warnings).toEqual([{ code: 'repeated_column', params: { name: '姓名' } }])
})

test('no phone anywhere', () => {
  expect(() =>
    mapColumns(
      [
        ['姓名', '金额'],
        ['张三', '3'],
      ],
      variables,
    ),
  ).toThrow(expect.objectContaining({ code: 'no_phone_column', params: { columns: '姓名, 金额' } }))
})
