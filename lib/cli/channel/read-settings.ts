import type { AddChannel } from '#lib/channels/schemas.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { listFields } from '#lib/providers/fields.ts'
import { readPairs, type Settable } from '../set-pairs.ts'
import type { CliWords } from '../words.ts'

export const daily = ['notification', 'marketing', 'otp'] as const

/** What every channel has beside its vendor's own settings. */
export const commonSettings: Settable[] = [
  { name: 'price', input: 'text' },
  { name: 'recipientsPerCall', input: 'number' },
  { name: 'callsPerSecond', input: 'number' },
  { name: 'lowBalance', input: 'text' },
  { name: 'quietHours', input: 'text' },
  { name: 'optOutWords', input: 'text' },
  { name: 'perPhoneIntervalSeconds', input: 'number' },
  ...daily.map((one): Settable => ({ name: `perPhoneDaily.${one}`, input: 'number' })),
  { name: 'accountDaily', input: 'number' },
]

type Read = Pick<
  AddChannel,
  'price' | 'recipientsPerCall' | 'callsPerSecond' | 'lowBalance' | 'quietHours' | 'optOutWords'
> &
  Required<Pick<AddChannel, 'limits' | 'settings'>>

/** `--set` of a new channel: the common ones in their places, the vendor's own under `settings`. */
export function readChannelSettings(words: CliWords, provider: Provider, pairs: string[]): Read {
  const own = listFields(provider.settings)
  const given = readPairs(words, pairs, [...commonSettings, ...own])
  const pick = (names: string[], prefix = '') =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = given.get(prefix + name)
        return value === undefined ? [] : [[name, value]]
      }),
    )
  const perPhoneDaily = pick([...daily], 'perPhoneDaily.')
  return {
    ...pick(['price', 'recipientsPerCall', 'callsPerSecond', 'lowBalance', 'optOutWords']),
    ...readQuietHours(given.get('quietHours')),
    limits: {
      ...pick(['perPhoneIntervalSeconds', 'accountDaily']),
      ...(Object.keys(perPhoneDaily).length > 0 ? { perPhoneDaily } : {}),
    },
    settings: pick(own.map(({ name }) => name)),
  }
}

/** `21:00-08:00`, in Asia/Shanghai; null for none. */
export function readQuietHours(
  given: string | number | boolean | null | undefined,
): Pick<Read, 'quietHours'> {
  if (given === undefined) return {}
  if (given === null) return { quietHours: null }
  const [from = '', to = ''] = String(given).split('-')
  return { quietHours: { from, to } }
}
