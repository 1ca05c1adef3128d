import { expect, test } from 'vitest'
import { messages } from './messages.ts'

test('a vendor’s Chinese name of what is left has English words', () => {
  const { quota } = messages.en.balances
  expect(Object.keys(quota)).toEqual(Object.keys(messages['zh-CN'].balances.quota))
  for (const name of ['行业短信', '推广短信', '会员短信', '剩余资费'] as const)
    expect(quota[name]).toMatch(/^[A-Z][a-z]+$/)
})
