import { expect, test } from 'vitest'
import { ProviderError } from '#lib/providers/call.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { guardWords } from './guard-words.ts'

test.each(['admin888', 'balance01', 'smsa'])(
  'a password like %s hides no word of our own',
  async (pwd) => {
    const error = new ProviderError('smsadmin', 'insufficient_balance', { detail: `pwd=${pwd}` })
    const provider = { ...getProvider('smsadmin'), balance: () => Promise.reject(error) }
    const guarded = guardWords(provider, { uid: 'u1', pwd })
    const thrown = await guarded.balance?.({} as never).catch((one: unknown) => one)
    expect(thrown).toMatchObject({ vendor: 'smsadmin', failure: 'insufficient_balance' })
    expect(thrown).toMatchObject({ detail: 'pwd=***' })
  },
)
