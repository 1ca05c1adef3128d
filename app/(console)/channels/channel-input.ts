import type { ChannelView } from '#lib/channels/queries.ts'
import type { AddChannel } from '#lib/channels/schemas.ts'

export type ChannelValues = {
  name?: string
  credentials?: Record<string, string | undefined>
  baseUrl?: string
  settings?: Record<string, unknown>
  price?: string | number | null
  lowBalance?: number | null
  quietHours?: { from?: string | null; to?: string | null }
  optOutWords?: string | null
  recipientsPerCall?: number | null
  callsPerSecond?: number | null
  limits?: {
    perPhoneIntervalSeconds?: number | null
    accountDaily?: number | null
    perPhoneDaily?: Record<string, number | null | undefined>
  }
}

/** What the form holds as the verbs take it: empty inputs give the vendor's own values back. */
export function toChannelInput(values: ChannelValues): Omit<AddChannel, 'vendor'> {
  const { perPhoneDaily, ...limits } = values.limits ?? {}
  const daily = dropEmpty(perPhoneDaily ?? {})
  return {
    name: values.name ?? '',
    credentials: Object.fromEntries(
      Object.entries(values.credentials ?? {}).map(([name, value]) => [name, value ?? '']),
    ),
    baseUrl: values.baseUrl?.trim() || null,
    settings: dropEmpty(values.settings ?? {}),
    price: values.price ?? '0',
    lowBalance: values.lowBalance ?? null,
    quietHours: toQuietHours(values.quietHours),
    optOutWords: values.optOutWords ?? null,
    recipientsPerCall: values.recipientsPerCall ?? null,
    callsPerSecond: values.callsPerSecond ?? null,
    limits: {
      ...dropEmpty(limits),
      ...(Object.keys(daily).length > 0 ? { perPhoneDaily: daily } : {}),
    },
  }
}

export const toChannelValues = (channel: ChannelView): ChannelValues => ({
  name: channel.name,
  ...(channel.baseUrl === null ? {} : { baseUrl: channel.baseUrl }),
  price: channel.price,
  lowBalance: channel.lowBalance,
  ...(channel.quietHours ? { quietHours: channel.quietHours } : {}),
  optOutWords: channel.optOutWords,
  recipientsPerCall: channel.recipientsPerCall,
  callsPerSecond: channel.callsPerSecond,
  limits: channel.limits,
})

/** None where both are empty; one that lacks an end is the schema's to refuse. */
const toQuietHours = ({ from, to }: NonNullable<ChannelValues['quietHours']> = {}) =>
  from || to ? { from: from ?? '', to: to ?? '' } : null

const dropEmpty = <T>(values: Record<string, T>) =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined),
  ) as Record<string, NonNullable<T>>
