'use client'
import { Segmented } from 'antd'
import { useTranslations } from 'next-intl'
import { useListUrl } from '#components/list-url.ts'
import { type PeriodName, periodNames } from '#lib/overview/period-names.ts'

/** Today, yesterday, 7 or 30 days; stands in the address. */
export function PeriodChoice({ period }: { period: PeriodName }) {
  const t = useTranslations('overview.period')
  const { go } = useListUrl()
  return (
    <Segmented<PeriodName>
      aria-label={t('label')}
      value={period}
      options={periodNames.map((value) => ({ value, label: t(value) }))}
      onChange={(value) => go({ period: value === 'today' ? undefined : value })}
    />
  )
}
