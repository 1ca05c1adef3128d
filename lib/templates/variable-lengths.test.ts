import { expect, test } from 'vitest'
import { variableRules } from '#lib/providers/template-rules.ts'
import { listLengths, readLengths, writeLengths } from './variable-lengths.ts'

test.each([
  ['{姓名,20}您好，收入{金额，10}元', '{姓名}您好，收入{金额}元', { 姓名: 20, 金额: 10 }],
  [`$\{ name , 8 }, hello`, '{name}, hello', { name: 8 }],
  ['{姓名}您好', '{姓名}您好', {}],
  ['{a,20} {a,5} {a}', '{a} {a} {a}', { a: 5 }],
  ['{__proto__,3}', '{__proto__}', Object.fromEntries([['__proto__', 3]])],
])('%s', (entered, text, lengths) => {
  expect(readLengths(entered)).toEqual({ text, variableLengths: lengths })
  expect(readLengths(writeLengths(text, lengths)).variableLengths).toEqual(lengths)
})

test.each(['{姓名,0}', '{姓名,many}', '{$var1}', `$\{name}`, '{姓名,20,3}'])(
  '%s stays as it is, and is told to be no variable of ours',
  (entered) => {
    const { text } = readLengths(entered)
    expect(text).toBe(entered)
    const broken = variableRules(text).filter((rule) => rule.broken)
    expect(broken.map((rule) => rule.code)).toContain('variable_syntax')
  },
)

test('lengths in the order of the variables', () => {
  expect(listLengths('{b} {a} {c}', { a: 3, b: 9 })).toEqual([9, 3, undefined])
  expect(listLengths('{b}', { a: 3 })).toBeUndefined()
  expect(listLengths('{b}', undefined)).toBeUndefined()
})
