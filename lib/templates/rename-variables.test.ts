import { expect, it } from 'vitest'
import { renameVariables } from './rename-variables.ts'

it.each([
  ['{var1}您好{var2}', '{姓名}您好{金额}', '{姓名}您好{金额}'],
  ['{var2}您好{var1}', '{姓名}您好{金额}', '{金额}您好{姓名}'],
  ['{var1}{var3}', '{姓名}', '{姓名}{var3}'],
  ['{var2}您好', '{var2}您好', '{var2}您好'],
  ['没有变量', '{姓名}', '没有变量'],
])('%s under the names of %s is %s', (theirs, own, text) => {
  expect(renameVariables(theirs, own)).toBe(text)
})
