import { expect, test } from 'vitest'
import { createLengths } from './shorten.ts'

const texts = (length: number, count: number) =>
  Array.from({ length: count }, () => ({ text: '字'.repeat(length) }))

test('names the fewest characters that bring most texts down to one segment', () => {
  const lengths = createLengths()
  lengths.add([...texts(70, 500), ...texts(72, 60), ...texts(73, 30), ...texts(85, 10)])
  expect(lengths.shorten()).toEqual({ characters: 3, messages: 90 })
})

test('says nothing when no text is just over', () => {
  const lengths = createLengths()
  lengths.add([...texts(70, 5), ...texts(91, 5)])
  expect(lengths.shorten()).toBeUndefined()
})
