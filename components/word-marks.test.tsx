import { isValidElement, type ReactElement } from 'react'
import { expect, it } from 'vitest'
import { markWords } from './word-marks.tsx'

/** The text with each marked word in brackets. */
function write(text: string, words: string[]): string {
  const parts = [markWords(text, words)].flat() as (string | ReactElement<{ children: string }>)[]
  return parts
    .map((part) => (isValidElement(part) ? `[${part.props.children}]` : String(part)))
    .join('')
}

it.each([
  ['代开发票，发票', ['发票'], '代开[发票]，[发票]'],
  ['代开发票', ['发票', '代开发票'], '[代开发票]'],
  ['1+1=2 (a.b)', ['1+1', 'a.b', '.'], '[1+1]=2 ([a.b])'],
  ['axb', ['a.b'], 'axb'],
  ['Free FREE', ['free'], '[Free] [FREE]'],
  ['无', [], '无'],
  ['无', [''], '无'],
])('%s with %j is %s', (text, words, expected) => {
  expect(write(text, words)).toBe(expected)
})
