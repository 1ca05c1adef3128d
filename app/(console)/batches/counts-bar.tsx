'use client'
import { Tooltip } from 'antd'
import { useTranslations } from 'next-intl'
import type { Counts } from '#lib/counts/batch-counts.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import { barOrder, statusColors } from './count-groups.ts'
import styles from './counts-bar.module.css'

/** Messages by status as one bar; its parts are named for those who do not see colours. */
export function CountsBar(props: { counts: Counts; all: number; height?: number }) {
  const t = useTranslations()
  const parts = barOrder.filter((status) => props.counts[status] > 0 && status !== 'queued')
  const words = (status: (typeof barOrder)[number]) =>
    `${t(`common.status.${status}`)} ${formatCount(props.counts[status])}`
  const label = `${t('batches.progress.bar')}: ${parts.map(words).join(', ') || '0'}`
  return (
    <div role="img" aria-label={label} className={styles.bar} style={{ height: props.height ?? 8 }}>
      {parts.map((status) => (
        <Tooltip key={status} title={words(status)}>
          <span
            className={styles.part}
            style={{
              width: `${(props.counts[status] / Math.max(1, props.all)) * 100}%`,
              background: statusColors[status],
            }}
          />
        </Tooltip>
      ))}
    </div>
  )
}
