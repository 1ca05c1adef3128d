'use client'
import { Alert } from 'antd'
import { useTranslations } from 'next-intl'
import { Fragment } from 'react'
import { formatCount } from '#lib/i18n/format-money.ts'
import styles from './check.module.css'
import type { Summary } from './draft-props.ts'

/** Messages by their number of segments, and what a shorter text would save. */
export function SegmentHistogram({ summary }: { summary: Summary }) {
  const t = useTranslations('batches.check')
  const bars = Object.entries(summary.histogram).map(([n, count]) => [Number(n), count] as const)
  const most = Math.max(1, ...bars.map(([, count]) => count))
  return (
    <>
      <div className={styles.bars}>
        {bars.map(([segments, count]) => (
          <Fragment key={segments}>
            <span>{t('histogramRow', { segments })}</span>
            <div className={styles.track} aria-hidden>
              <div className={styles.fill} style={{ width: `${(count / most) * 100}%` }} />
            </div>
            <span>{formatCount(count)}</span>
          </Fragment>
        ))}
      </div>
      {summary.shorten && (
        <Alert type="info" title={t('shorten', summary.shorten)} style={{ marginTop: 12 }} />
      )}
    </>
  )
}
