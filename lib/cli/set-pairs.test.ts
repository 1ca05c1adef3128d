import { CommanderError } from 'commander'
import { describe, expect, test } from 'vitest'
import { infocloud } from '#lib/providers/infocloud/provider.ts'
import { readChannelChange } from './channel/read-change.ts'
import { readChannelSettings } from './channel/read-settings.ts'
import { cliWords } from './words.ts'

const read = (...pairs: string[]) => readChannelSettings(cliWords.en, infocloud, pairs)

test('common settings and the vendor’s own go to their places, with their types', () => {
  const given = ['price=0.0450', 'recipientsPerCall=100', 'perPhoneDaily.otp=5', 'accountDaily=9']
  expect(read(...given, 'dynamicSignature=true', 'upExtendCode=07', 'textLength=450')).toEqual({
    price: '0.0450',
    recipientsPerCall: 100,
    limits: { accountDaily: 9, perPhoneDaily: { otp: 5 } },
    settings: { dynamicSignature: true, upExtendCode: '07', textLength: 450 },
  })
  expect(read('upExtendCode=a=b').settings).toEqual({ upExtendCode: 'a=b' })
})

test.each([
  [['colour=red'], /no such setting. Known: price, recipientsPerCall, callsPerSecond.*signMethod/],
  [['price'], /key=value/],
  [['=1'], /key=value/],
  [['price=1', 'price=2'], /twice/],
  [['callsPerSecond=many'], /write a number/],
  [['callsPerSecond='], /write a number/],
  [['dynamicSignature=yes'], /true or false/],
])('%j is wrong usage', (pairs, message) => {
  expect(() => read(...pairs)).toThrow(CommanderError)
  expect(() => read(...pairs)).toThrow(message)
})

describe('of a channel that is there', () => {
  const before = {
    limits: { accountDaily: 9, perPhoneDaily: { otp: 5, marketing: 1 } },
    settings: { upExtendCode: '07', textLength: 450 },
  }
  const change = (...pairs: string[]) => readChannelChange(cliWords.en, infocloud, before, pairs)

  test('what is not named is not in the change', () => {
    expect(change()).toEqual({})
    expect(change('price=0.05', 'callsPerSecond=3')).toEqual({ price: '0.05', callsPerSecond: 3 })
  })
  test('limits and settings keep what is not named of them', () => {
    expect(change('perPhoneDaily.otp=6', 'textLength=500')).toEqual({
      limits: { accountDaily: 9, perPhoneDaily: { otp: 6, marketing: 1 } },
      settings: { upExtendCode: '07', textLength: 500 },
    })
  })
  test('an empty value takes one away', () => {
    const plain = ['recipientsPerCall', 'callsPerSecond', 'lowBalance', 'quietHours', 'optOutWords']
    expect(change(...['price', ...plain].map((name) => `${name}=`))).toEqual({
      price: '0',
      ...Object.fromEntries(plain.map((name) => [name, null])),
    })
    expect(change('accountDaily=', 'perPhoneDaily.otp= ', 'textLength=')).toEqual({
      limits: { perPhoneDaily: { marketing: 1 } },
      settings: { upExtendCode: '07' },
    })
    expect(change('perPhoneDaily.otp=', 'perPhoneDaily.marketing=')).toEqual({
      limits: { accountDaily: 9 },
    })
  })
  test.each([
    [['colour='], /no such setting/],
    [['price=', 'price=1'], /twice/],
    [['callsPerSecond=many'], /write a number/],
  ])('%j is wrong usage', (pairs, message) => {
    expect(() => change(...pairs)).toThrow(message)
  })
})
