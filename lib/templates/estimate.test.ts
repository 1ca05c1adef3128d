import { expect, it } from 'vitest'
import { longestValues, renderSample } from './estimate.ts'

const parts = { signature: '云通信', text: '{姓名}您好，收入{金额}元，{姓名}请查收' }

it('fills each variable with its own name', () => {
  expect(renderSample(parts, 3)).toBe('【云通信】姓名姓您好，收入金额金元，姓名姓请查收')
  expect(renderSample({ ...parts, signaturePosition: 'bottom' }, 0)).toBe(
    '您好，收入元，请查收【云通信】',
  )
})

it('counts every place of a variable', () => {
  const longest = longestValues(parts, 70) ?? 0
  expect(renderSample(parts, longest).length).toBeLessThanOrEqual(70)
  expect(renderSample(parts, longest + 1).length).toBeGreaterThan(70)
})

it('has nothing to say without variables, and is negative when too long without values', () => {
  expect(longestValues({ signature: '云', text: '没有变量' }, 70)).toBeUndefined()
  expect(longestValues({ signature: '云', text: `{a}${'长'.repeat(80)}` }, 70)).toBeLessThan(0)
})
