'use client'
import { DatePicker, Flex } from 'antd'
import dayjs from 'dayjs'
import { useTranslations } from 'next-intl'
import type { UrlPatch } from './list-url.ts'

/** Two days (yyyy-MM-dd, Asia/Shanghai, both included) in two parameters: `from` and `to`. */
export type DaysFilter = { kind: 'days'; label: string; from?: string; to?: string }

/** The names of its two parameters. */
export const dayNames = (filter: DaysFilter): [string, string] => [
  filter.from ?? 'from',
  filter.to ?? 'to',
]

type DaysProps = {
  filter: DaysFilter
  params: URLSearchParams
  change(patch: UrlPatch): void
}

const readDay = (params: URLSearchParams, name: string) => {
  const text = params.get(name)
  return text && dayjs(text).isValid() ? dayjs(text) : null
}

/** Both days in one picker. */
export function DaysInput({ filter, params, change }: DaysProps) {
  const t = useTranslations('ui.list')
  const [from, to] = dayNames(filter)
  return (
    <DatePicker.RangePicker
      aria-label={filter.label}
      // An empty picker that insists on both days traps the Tab key.
      allowEmpty={[true, true]}
      placeholder={[t('from'), t('to')]}
      value={[readDay(params, from), readDay(params, to)]}
      onChange={(_, text) => change({ [from]: text?.[0], [to]: text?.[1] })}
      style={{ width: 250 }}
    />
  )
}

/** Two pickers of one month each: two months side by side are wider than a phone. */
export function DaysInputs({ filter, params, change }: DaysProps) {
  const t = useTranslations('ui.list')
  const [from, to] = dayNames(filter)
  const [first, last] = [readDay(params, from), readDay(params, to)]
  const shared = (name: string, label: string) => ({
    'aria-label': `${filter.label}: ${label}`,
    placeholder: label,
    onChange: (_: unknown, text: string | string[] | null) =>
      change({ [name]: typeof text === 'string' ? text : undefined }),
    inputReadOnly: true,
    style: { flex: 1 },
  })
  return (
    <Flex gap={8}>
      <DatePicker value={first} {...shared(from, t('from'))} {...(last ? { maxDate: last } : {})} />
      <DatePicker value={last} {...shared(to, t('to'))} {...(first ? { minDate: first } : {})} />
    </Flex>
  )
}
