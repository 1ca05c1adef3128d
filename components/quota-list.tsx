'use client'
import { Badge, Flex, Typography } from 'antd'
import { useMessages, useTranslations } from 'next-intl'
import { formatCount, formatMoney } from '#lib/i18n/format-money.ts'

export type QuotaFigure = {
  unit: 'cny' | 'messages'
  name: string
  amount: number
  low?: boolean
}

/** What is left of each kind, one a line; a figure under the threshold says so. */
export function QuotaList(props: { quotas: QuotaFigure[]; threshold?: number | null }) {
  const t = useTranslations('balances')
  const names: Record<string, string> = useMessages().balances.quota
  const hint = t('lowHint', { threshold: formatCount(props.threshold ?? 0) })
  return (
    <Flex vertical component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
      {props.quotas.map(({ unit, name, amount, low }) => (
        <li key={`${unit} ${name}`}>
          <Typography.Text type="secondary">{names[name] ?? name} </Typography.Text>
          {unit === 'cny' ? formatMoney(amount) : `${formatCount(amount)} ${t('unit.messages')}`}
          {low && (
            <span title={hint} style={{ marginInlineStart: 8 }}>
              <Badge status="error" text={t('low')} />
            </span>
          )}
        </li>
      ))}
    </Flex>
  )
}
