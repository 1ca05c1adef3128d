'use client'
import { Tooltip } from 'antd'
import { useTranslations } from 'next-intl'
import { StatCard } from '#components/stat-card.tsx'
import { formatCost, formatCount } from '#lib/i18n/format-money.ts'
import { formatShare } from '#lib/i18n/format-share.ts'
import type { PeriodFigures } from '#lib/overview/get-overview.ts'
import type { PeriodName } from '#lib/overview/period-names.ts'
import type { Rate, Totals } from '#lib/overview/sum-figures.ts'
import styles from './overview.module.css'

type Props = { figures: PeriodFigures; period: PeriodName }

/** What went out in a period, beside the period before it. */
export function Figures({ figures, period }: Props) {
  const t = useTranslations('overview')
  const { totals, rate, before } = figures
  const compare = (value: string) => t('compare', { before: t(`before.${period}`), value })
  const count = (key: 'sent' | 'delivered' | 'segments') => (
    <StatCard
      label={t(key)}
      value={formatCount(totals[key])}
      note={compare(formatCount(before.totals[key]))}
    />
  )
  return (
    <div className={styles.figures}>
      {count('sent')}
      {count('delivered')}
      <StatCard
        label={t('rate')}
        value={rate.value === null ? '—' : formatShare(rate.value)}
        note={<RateNote rate={rate} totals={totals} before={compare(shareOf(before.rate))} />}
      />
      {count('segments')}
      <StatCard
        label={<Tooltip title={t('costHint')}>{t('cost')}</Tooltip>}
        value={formatCost(totals.cost)}
        note={compare(formatCost(before.totals.cost))}
      />
    </div>
  )
}

const shareOf = (rate: Rate): string => (rate.value === null ? '—' : formatShare(rate.value))

/** Of how many; and, while reports still come in, how many of them are there. */
function RateNote({ rate, totals, before }: { rate: Rate; totals: Totals; before: string }) {
  const t = useTranslations('overview')
  const of = t('rateOf', { delivered: formatCount(totals.delivered), of: formatCount(rate.of) })
  return (
    <>
      <div>{rate.of > 0 ? of : t('rateNone')}</div>
      {totals.waiting > 0 && rate.reported !== null && (
        <div>{t('reported', { share: formatShare(rate.reported) })}</div>
      )}
      <div>{before}</div>
    </>
  )
}
