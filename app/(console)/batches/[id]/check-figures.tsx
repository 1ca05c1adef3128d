'use client'
import { useTranslations } from 'next-intl'
import { StatCard } from '#components/stat-card.tsx'
import { stoppedOf } from '#lib/batches/cost.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import styles from './check.module.css'
import type { Summary } from './draft-props.ts'

/** The check in figures. */
export function CheckFigures({ summary }: { summary: Summary }) {
  const t = useTranslations('batches.check')
  const { optedOut = 0, blocklisted = 0, capped = 0 } = summary
  const average = summary.valid > 0 ? (summary.segments / summary.valid).toFixed(2) : '0'
  const counts = {
    optedOut: formatCount(optedOut),
    blocklisted: formatCount(blocklisted),
    capped: formatCount(capped),
  }
  const figures = [
    {
      label: t('valid'),
      value: summary.valid,
      note: t('validNote', { count: formatCount(summary.rows) }),
    },
    { label: t('refused'), value: summary.refused },
    { label: t('duplicates'), value: summary.duplicates, note: t('duplicatesNote') },
    { label: t('stopped'), value: stoppedOf(summary), note: t('stoppedNote', counts) },
    {
      label: t('segments'),
      value: summary.segments,
      note: t('segmentsNote', { count: average }),
    },
  ]
  return (
    <div className={styles.figures}>
      {figures.map(({ value, ...figure }) => (
        <StatCard key={figure.label} {...figure} value={formatCount(value)} />
      ))}
    </div>
  )
}
