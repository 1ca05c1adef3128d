'use client'
import { Card, Progress } from 'antd'
import Link from 'next/link'
import { useMessages, useTranslations } from 'next-intl'
import { StatusBadge } from '#components/status-badge.tsx'
import { formatCount } from '#lib/i18n/format-money.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { BatchUnderWay } from '#lib/overview/batches-under-way.ts'
import styles from './overview.module.css'

export function BatchesUnderWay({ batches }: { batches: BatchUnderWay[] }) {
  const t = useTranslations('overview.underWay')
  return (
    <Card size="small" title={t('title')}>
      {batches.length === 0 && <span className={styles.small}>{t('none')}</span>}
      <ul className={styles.list}>
        {batches.map((batch) => (
          <li key={batch.id}>
            <One batch={batch} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function One({ batch }: { batch: BatchUnderWay }) {
  const t = useTranslations()
  const { counts, recipientCount: total, pauseReason, scheduledAt } = batch
  const left = counts.queued + counts.submitting
  // Before anything is counted all of it is still to go.
  const counted = Object.values(counts).some((count) => count > 0)
  const done = counted ? Math.max(0, total - left) : 0
  const words = useMessages().common.failure as Record<string, string>
  const reason = batch.state === 'paused' && pauseReason ? words[pauseReason.reason] : undefined
  return (
    <>
      <div className={styles.row}>
        <Link href={`/batches/${batch.id}`}>{batch.name}</Link>
        <StatusBadge kind="batchState" value={batch.state} />
      </div>
      <Progress
        percent={total > 0 ? Math.floor((done / total) * 100) : 0}
        size="small"
        aria-label={t('overview.underWay.label', { name: batch.name })}
        status={batch.state === 'sending' ? 'active' : 'normal'}
      />
      <div className={styles.row}>
        <span className={styles.small}>
          {t('overview.underWay.progress', { done: formatCount(done), total: formatCount(total) })}
          {' · '}
          {batch.channelName}
        </span>
        <span className={styles.small}>
          {reason}
          {scheduledAt &&
            batch.state === 'scheduled' &&
            t('overview.underWay.at', { time: formatTime(scheduledAt, 'minute') })}
        </span>
      </div>
    </>
  )
}
