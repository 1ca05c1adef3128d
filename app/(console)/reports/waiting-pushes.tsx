'use client'
import { Alert, Flex } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { TimeText } from '#components/time-text.tsx'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { WaitingPushes as Waiting } from '#lib/reports/list-waiting.ts'

/** What has come and is not applied long after; nothing where all is. */
export function WaitingPushes({ waiting }: { waiting: Waiting[] }) {
  const t = useTranslations('reports.waiting')
  if (waiting.length === 0) return null
  const lines = waiting.map(({ channel, count, since }) => (
    <span key={channel.id}>
      <Link href={`/channels?id=${channel.id}`}>{channel.name}</Link>
      {` · ${t('count', { count: formatCount(count) })} · `}
      <TimeText value={since} />
    </span>
  ))
  const description = (
    <Flex vertical>
      <span>{t('advice')}</span>
      {lines}
    </Flex>
  )
  return <Alert type="warning" showIcon title={t('title')} description={description} />
}
