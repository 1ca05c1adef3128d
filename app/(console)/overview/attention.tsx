'use client'
import { Badge, Card } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { Overview } from '#lib/overview/get-overview.ts'
import styles from './overview.module.css'

type Item = {
  key: 'approvals' | 'paused' | 'unknown' | 'parked' | 'unreadable' | 'waiting'
  count: number
  href: string
}

/** What waits for a person, each with the place where one can look. */
export function Attention({ overview }: { overview: Overview }) {
  const t = useTranslations('overview.attention')
  const waiting = listItems(overview).filter(({ count }) => count > 0)
  return (
    <Card size="small" title={t('title')}>
      {waiting.length === 0 && <span className={styles.small}>{t('none')}</span>}
      <ul className={styles.list}>
        {waiting.map(({ key, count, href }) => (
          <li key={key}>
            <Badge status="warning" text={<Link href={href}>{t(key, { count })}</Link>} />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function listItems({ underWay, periods, ...held }: Overview): Item[] {
  const inState = (state: string) => underWay.filter((one) => one.state === state).length
  const unknown = periods.month.totals.unknown
  return [
    {
      key: 'approvals',
      count: inState('awaiting_approval'),
      href: '/batches?state=awaiting_approval',
    },
    { key: 'paused', count: inState('paused'), href: '/batches?state=paused' },
    { key: 'unknown', count: unknown, href: '/messages?status=unknown' },
    { key: 'parked', count: held.parkedReports, href: '/reports?kind=parked' },
    { key: 'unreadable', count: held.unreadablePushes, href: '/reports?kind=unreadable' },
    { key: 'waiting', count: held.waitingPushes, href: '/reports?kind=unreadable' },
  ]
}
