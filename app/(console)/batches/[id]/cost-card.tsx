'use client'
import { Card, Descriptions, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useQuotaName } from '#components/quota-text.tsx'
import type { BatchView } from '#lib/batches/batch-view.ts'
import { costOf } from '#lib/batches/cost.ts'
import type { ChannelView } from '#lib/channels/queries.ts'
import { formatCost, formatCount, formatMoney } from '#lib/i18n/format-money.ts'

type Quota = ChannelView['quotas'][number]
type Props = { batch: BatchView; segments: number; quotas: Quota[] }

/** What the batch costs, and what the account will have left. */
export function CostCard({ batch, segments, quotas }: Props) {
  const t = useTranslations('batches.check')
  const nameOf = useQuotaName()
  const price = Number(batch.price)
  const line = t('costLine', {
    segments: formatCount(segments),
    price: formatMoney(price, 4),
  })
  const known = price > 0 || quotas.some(({ unit }) => unit === 'messages')
  return (
    <Card title={t('cost')} size="small">
      <Descriptions
        size="small"
        column={1}
        items={[
          ...(price > 0
            ? [
                {
                  key: 'cost',
                  label: t('costTotal'),
                  children: <Total line={line} cost={costOf(price, segments)} />,
                },
              ]
            : []),
          ...quotas.flatMap((quota) => quotaItems(quota)),
        ]}
      />
      {price === 0 && <Typography.Text type="secondary">{t('freePrice')} </Typography.Text>}
      {quotas.length === 0 && (
        <Typography.Text type="secondary">{t('balanceUnknown')}</Typography.Text>
      )}
    </Card>
  )

  function quotaItems(quota: Quota) {
    const show = (amount: number) =>
      quota.unit === 'cny'
        ? formatCost(amount)
        : t('messages', { count: formatCount(amount).replace('-', '−') })
    const used = quota.unit === 'cny' ? costOf(price, segments) : segments
    const label = quota.name ? t('balanceOf', { name: nameOf(quota.name) }) : t('balance')
    const now = { key: quota.name, label, children: show(quota.amount) }
    if (!known) return [now]
    const left = quota.amount - used
    if (quotas.length > 1) {
      const both = t('leftHere', { now: show(quota.amount), left: show(left) })
      return [{ ...now, children: both }]
    }
    return [
      now,
      { key: 'left', label: t('left'), children: <Left amount={left} text={show(left)} /> },
    ]
  }
}

function Total({ line, cost }: { line: string; cost: number }) {
  return (
    <span>
      <strong style={{ fontSize: 18 }}>{formatCost(cost)}</strong>{' '}
      <Typography.Text type="secondary">{line}</Typography.Text>
    </span>
  )
}

function Left({ amount, text }: { amount: number; text: string }) {
  const t = useTranslations('batches.check')
  if (amount >= 0) return text
  return (
    <Typography.Text type="danger">
      {text} · {t('short')}
    </Typography.Text>
  )
}
