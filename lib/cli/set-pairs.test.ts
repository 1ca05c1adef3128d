import { CommanderError } from 'commander'
import { expect, test } from 'vitest'
import { infocloud } from '#lib/providers/infocloud/provider.ts'
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
