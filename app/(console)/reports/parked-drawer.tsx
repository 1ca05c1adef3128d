'use client'
import { Descriptions, Flex } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { CopyText } from '#components/copy-text.tsx'
import { DetailDrawer } from '#components/detail-drawer.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { ParkedReport } from '#lib/reports/list-parked.ts'
import { RawView } from './raw-view.tsx'

type Props = { report: ParkedReport | undefined; mayReveal: boolean }

/** One report whose message is not known, and by what the vendor names it. */
export function ParkedDrawer({ report, mayReveal }: Props) {
  const t = useTranslations('reports')
  return (
    <DetailDrawer open={report !== undefined} title={t('parked.one')} width={640}>
      {report && (
        <Flex vertical gap={20}>
          <Facts report={report} />
          <span>{t('parked.advice')}</span>
          <RawView key={report.id} id={report.callbackId} mayReveal={mayReveal} />
        </Flex>
      )}
    </DetailDrawer>
  )
}

function Facts({ report }: { report: ParkedReport }) {
  const t = useTranslations('reports')
  const facts = {
    receivedAt: <TimeText value={report.createdAt} />,
    at: <TimeText value={report.at} />,
    channel: <Link href={`/channels?id=${report.channel.id}`}>{report.channel.name}</Link>,
    phone: report.phone ?? '—',
    code: `${report.code} · ${t(report.delivered ? 'delivered' : 'notDelivered')}`,
    keys: (
      <Flex vertical>
        {report.keys.length === 0 && '—'}
        {report.keys.map((key) => (
          <CopyText key={key} text={key} />
        ))}
      </Flex>
    ),
    attempts: report.attempts,
    retryAt: <TimeText value={report.retryAt} />,
  }
  const items = Object.entries(facts).map(([key, children]) => ({
    key,
    label: t(key as keyof typeof facts),
    children,
  }))
  return <Descriptions column={1} size="small" items={items} />
}
