'use client'
import { Card, Descriptions, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Bubble } from '#components/bubble.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { BatchView } from '#lib/batches/batch-view.ts'
import { costOfBatch } from '#lib/batches/cost.ts'
import type { Progress } from '#lib/batches/progress.ts'
import { formatCost, formatCount, formatMoney } from '#lib/i18n/format-money.ts'
import { renderText } from '#lib/providers/texts.ts'
import styles from './check.module.css'

/** What was sent, out of which file, by whom and when. */
export function BatchFacts({ batch, progress }: { batch: BatchView; progress: Progress }) {
  const t = useTranslations('batches.facts')
  const price = Number(batch.price)
  const money: Record<string, ReactNode> =
    price > 0 ? { price: formatMoney(price, 4), cost: <Cost {...batch} {...progress} /> } : {}
  const facts: Record<string, ReactNode> = {
    channel: batch.channelName,
    template: batch.template.title,
    type: useTranslations('common.category')(batch.template.category),
    file: batch.fileName,
    recipients: formatCount(batch.recipientCount),
    segments: formatCount(batch.segmentCount),
    ...money,
    created: <Who at={batch.createdAt} name={batch.createdByName} />,
    confirmed: batch.confirmedAt && <Who at={batch.confirmedAt} name={batch.confirmedByName} />,
    scheduled: batch.scheduledAt && <Scheduled {...batch} at={batch.scheduledAt} />,
    started: batch.startedAt && <TimeText value={batch.startedAt} />,
    finished: progress.finishedAt && <TimeText value={progress.finishedAt} />,
  }
  const items = Object.entries(facts)
    .filter(([, children]) => children)
    .map(([key, children]) => ({ key, label: t(key as 'channel'), children }))
  return (
    <div className={styles.pair}>
      <Card title={t('title')} size="small">
        <Descriptions size="small" column={{ xs: 1, lg: 2 }} items={items} />
      </Card>
      <Card title={t('text')} size="small">
        <Bubble text={renderText(batch.template, [])} />
      </Card>
    </div>
  )
}

type CostProps = Pick<BatchView, 'price' | 'segmentCount'> & Pick<Progress, 'chargedSegments'>

function Cost(props: CostProps) {
  const t = useTranslations('batches.facts')
  const { cost, estimated } = costOfBatch(props)
  return (
    <span>
      {formatCost(cost)}
      {estimated !== null && (
        <Typography.Text type="secondary">
          {' '}
          · {t('estimated', { cost: formatCost(estimated) })}
        </Typography.Text>
      )}
    </span>
  )
}

function Scheduled({ at, heldByVendor }: { at: Date; heldByVendor: boolean }) {
  const t = useTranslations('batches.hold')
  return (
    <span>
      <TimeText value={at} precision="minute" />
      {heldByVendor && <> · {t('byVendor')}</>}
    </span>
  )
}

function Who({ at, name }: { at: Date; name: string | null }) {
  const t = useTranslations('batches.facts')
  return (
    <span>
      <TimeText value={at} precision="minute" /> · {name ?? t('system')}
    </span>
  )
}
