import { expect, test } from 'vitest'
import { maskLine } from './mask-line.ts'

test.each([
  ['13912345678,张三', '139****5678,张三'],
  ['+86 139-1234-5678', '139****5678'],
  ['8613912345678', '139****5678'],
  ['139 1234 5678;x', '139****5678;x'],
  ['订单13912345678901', '订单13912345678901'],
  ['1380013800', '1380013800'],
])('%s', (line, masked) => expect(maskLine(line)).toBe(masked))
