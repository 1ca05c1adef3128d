'use client'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Flex, Segmented, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { fetchJson } from '#components/fetch-json.ts'
import { useRunAction } from '#components/run-action.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { ComparedDay } from '#lib/statistics/read.ts'
import { statistics } from './actions.ts'
import type { May } from './may.ts'
import { StatisticsTable } from './statistics-table.tsx'

const dayMs = 86_400_000
const periods = [7, 30] as const

/** The last days in Asia/Shanghai, today included. */
const lastDays = (days: number) => ({
  from: formatTime(Date.now() - (days - 1) * dayMs, 'day'),
  to: formatTime(Date.now(), 'day'),
})

/** The vendor's counts beside ours; it is asked when somebody presses the button. */
export function StatisticsSection({ channelId, may }: { channelId: string; may: May }) {
  const t = useTranslations()
  const [days, setDays] = useState<number>(periods[0])
  const { run, pending } = useRunAction()
  const range = lastDays(days)
  const { data, error, refetch } = useQuery({
    queryKey: ['statistics', channelId, range],
    queryFn: ({ signal }) =>
      fetchJson<ComparedDay[]>(
        `/api/channels/${channelId}/statistics?${new URLSearchParams(range)}`,
        signal,
      ),
  })
  const ask = async () => {
    await run(() => statistics({ id: channelId, ...range }), t('statistics.asked'))
    await refetch()
  }
  return (
    <Flex vertical gap={12} align="flex-start">
      <Typography.Text type="secondary">{t('statistics.lead')}</Typography.Text>
      <Flex wrap gap={8}>
        <Segmented
          aria-label={t('statistics.period')}
          value={days}
          onChange={setDays}
          options={periods.map((value) => ({
            value,
            label: t('balancesScreen.chart.days', { days: value }),
          }))}
        />
        {may.operate && (
          <Button onClick={ask} loading={pending}>
            {t('statistics.ask')}
          </Button>
        )}
      </Flex>
      {error && <Alert type="error" showIcon title={error.message} />}
      {data && <StatisticsTable days={data} />}
    </Flex>
  )
}
