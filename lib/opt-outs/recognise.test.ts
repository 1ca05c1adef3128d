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
  '回复T',
  '回复 td。',
  '拒收',
  '【拒收】',
  '回T退订',
  '回复TD退订',
])('%j asks to be left alone', (content) => expect(isOptOut(content)).toBe(true))

test.each([
  '',
  '收到',
  'ok',
  'Thanks',
  '不退订',
  'TT',
  '好的T恤',
  '0',
  '👍',
  '回复',
  '回复Tom',
  '回复收到',
  '没有拒收',
  '为什么拒收我的退款申请',
  '请回复',
])('%j does not', (content) => expect(isOptOut(content)).toBe(false))
