import type { ChannelView } from '#lib/channels/queries.ts'
import type { UpdateChannel } from '#lib/channels/schemas.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { listFields } from '#lib/providers/fields.ts'
import { readChanges } from '../set-pairs.ts'
import type { CliWords } from '../words.ts'
import { commonSettings, daily, readQuietHours } from './read-settings.ts'

const plain = ['recipientsPerCall', 'callsPerSecond', 'lowBalance', 'optOutWords'] as const
const limitNames = ['perPhoneIntervalSeconds', 'accountDaily']

/**
 * `--set` of a channel that is there: what is not named stays, and `key=` goes back to the vendor's
 * own value, or to none. Limits and the vendor's own settings are only ever replaced as a whole.
 */
export function readChannelChange(
  words: CliWords,
  provider: Provider,
  channel: Pick<ChannelView, 'limits' | 'settings'>,
  pairs: string[],
): Omit<UpdateChannel, 'id'> {
  const own = listFields(provider.settings).map(({ name }) => name)
  const given = readChanges(words, pairs, [...commonSettings, ...listFields(provider.settings)])
  const pick = (names: readonly string[], prefix = '') =>
    Object.fromEntries(
      names
        .filter((name) => given.has(prefix + name))
        .map((name) => [name, given.get(prefix + name)]),
    )
  const perPhoneDaily = pick(daily, 'perPhoneDaily.')
  const limits = pick(limitNames)
  const settings = pick(own)
  const kept = Object.entries(channel.settings).filter(([name]) => own.includes(name))
  return {
    ...(given.has('price') ? { price: String(given.get('price') ?? 0) } : {}),
    ...pick(plain),
    ...readQuietHours(given.get('quietHours')),
    ...(isEmpty(limits) && isEmpty(perPhoneDaily)
      ? {}
      : { limits: changeLimits(channel.limits, limits, perPhoneDaily) }),
    ...(isEmpty(settings) ? {} : { settings: lay(Object.fromEntries(kept), settings) }),
  }
}

const isEmpty = (values: object): boolean => Object.keys(values).length === 0

function changeLimits(
  before: ChannelView['limits'],
  limits: Record<string, unknown>,
  perPhoneDaily: Record<string, unknown>,
) {
  const perPhone = lay(before.perPhoneDaily ?? {}, perPhoneDaily)
  const { perPhoneDaily: _, ...rest } = before
  return { ...lay(rest, limits), ...(isEmpty(perPhone) ? {} : { perPhoneDaily: perPhone }) }
}

/** One over the other, without those that are taken away. */
const lay = (before: object, change: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries({ ...before, ...change }).filter(([, value]) => value !== null),
  ) as Record<string, never>
