'use client'
import { Badge } from 'antd'
import { useMessages, useTranslations } from 'next-intl'
import type { ChannelBalance } from '#lib/balances/queries.ts'
import { formatCount, formatMoney } from '#lib/i18n/format-money.ts'

type Quota = ChannelBalance['quotas'][number]

/** Money with its sign, messages as a count. */
export const formatQuota = (unit: Quota['unit'], amount: number): string =>
  unit === 'cny' ? formatMoney(amount) : formatCount(amount)

/** The vendor's name of a kind of quota in the reader's language; one we do not know as it came. */
export function useQuotaName(): (name: string) => string {
  const words = useMessages().balances.quota as Record<string, string>
  return (name) => words[name] ?? name
}

/** One kind of quota in a line: its name, how much, and whether that is low. */
export function QuotaText({ quota }: { quota: Quota }) {
  const t = useTranslations('balances')
  const nameOf = useQuotaName()
  const unit = quota.unit === 'messages' ? ` ${t('unit.messages')}` : ''
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {nameOf(quota.name)} <strong>{formatQuota(quota.unit, quota.amount)}</strong>
      {unit} {quota.low && <Badge status="error" text={t('low')} />}
    </span>
  )
}
