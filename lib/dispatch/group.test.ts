import { expect, test } from 'vitest'
import { fillsCalls, groupIntoCalls } from './group.ts'

const message = (id: number, phone: string, ...values: string[]) => ({
  id,
  phone,
  values,
  segments: 1,
})
const idsOf = (calls: { id: number }[][]) => calls.map((call) => call.map((one) => one.id))

test('many texts share a call, and no phone stands in it twice', () => {
  const messages = [message(1, 'a', '1'), message(2, 'a', '2'), message(3, 'b', '3')]
  const rule = { size: 2, calls: 9, ownTexts: true }
  expect(idsOf(groupIntoCalls(messages, rule))).toEqual([[1, 3], [2]])
})

test('without texts of their own only equal values share a call', () => {
  const messages = ['x', 'y', 'x', 'x'].map((value, n) => message(n, `p${n}`, value))
  const rule = { size: 2, calls: 9, ownTexts: false }
  expect(idsOf(groupIntoCalls(messages, rule))).toEqual([[0, 2], [1], [3]])
})

test('the first message goes although its call is small; then the fullest calls', () => {
  const messages = ['rare', 'odd', 'x', 'x'].map((value, n) => message(n, `p${n}`, value))
  const rule = { size: 5, calls: 2, ownTexts: false }
  expect(idsOf(groupIntoCalls(messages, rule))).toEqual([[0], [2, 3]])
})

test('looks further only where texts come again and calls are not full', () => {
  const texts = (count: number, ofEach: number) =>
    Array.from({ length: count * ofEach }, (_, n) => message(n, `p${n}`, `${n % count}`))
  const rule = { size: 10, calls: 2, ownTexts: false }
  expect(fillsCalls(texts(50, 1), rule)).toBe(true)
  expect(fillsCalls(texts(5, 4), rule)).toBe(false)
  expect(fillsCalls(texts(5, 10), rule)).toBe(true)
  expect(fillsCalls(texts(5, 4), { ...rule, ownTexts: true })).toBe(true)
})
