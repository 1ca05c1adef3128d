import { expect, test } from 'vitest'
import { isOptOut } from './recognise.ts'

test.each([
  'T',
  't',
  'TD',
  ' td。',
  'Ｔ Ｄ',
  'N',
  'R',
  '退订',
  '我要退订！',
  '退订，谢谢',
  'T\u200b',
  'TD~',
  'T👍',
  '“TD”',
  '回T',
])('%j asks to be left alone', (content) => expect(isOptOut(content)).toBe(true))

test.each(['', '收到', 'ok', 'Thanks', '不退订', 'TT', '好的T恤', '0', '👍'])(
  '%j does not',
  (content) => expect(isOptOut(content)).toBe(false),
)
