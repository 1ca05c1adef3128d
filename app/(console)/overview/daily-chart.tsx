'use client'
import { Card, Skeleton } from 'antd'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { DayPoint } from '#lib/overview/get-overview.ts'
import styles from './overview.module.css'

// The drawing library is fetched after the first paint; the place it takes is kept free.
const Drawing = dynamic(() => import('./daily-drawing.tsx').then((module) => module.DailyDrawing), {
  ssr: false,
  loading: () => <Skeleton.Node active style={{ width: '100%', height: 260 }} />,
})

/** Messages a day, drawn, and as a table for whoever cannot see the drawing. */
export function DailyChart({ days }: { days: DayPoint[] }) {
  const t = useTranslations('overview.chart')
  const empty = days.every((day) => day.delivered + day.failed + day.waiting === 0)
  return (
    <Card size="small" title={t('title')}>
      {empty ? (
        <div className={styles.chart}>{t('empty')}</div>
      ) : (
        <>
          <div className={styles.chart} role="img" aria-label={t('label')}>
            <Drawing days={days} />
          </div>
          <details>
            <summary className={styles.small}>{t('table')}</summary>
            <DaysTable days={days} />
          </details>
        </>
      )}
    </Card>
  )
}

const series = ['delivered', 'failed', 'waiting'] as const

function DaysTable({ days }: { days: DayPoint[] }) {
  const t = useTranslations('overview.chart')
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('day')}</th>
            {series.map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.toReversed().map((day) => (
            <tr key={day.day}>
              <th scope="row">{day.day}</th>
              {series.map((name) => (
                <td key={name}>{formatCount(day[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
