'use client'
import { Badge, Card } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { Overview } from '#lib/overview/get-overview.ts'
import styles from './overview.module.css'

/** What waits for a person. */
export function Attention({ overview }: { overview: Overview }) {
  const t = useTranslations('overview.attention')
  const count = (state: string) => overview.underWay.filter((one) => one.state === state).length
  const unknown = overview.periods.month.totals.unknown
  const approvals = count('awaiting_approval')
  const paused = count('paused')
  const items: [number, ReactNode][] = [
    [
      approvals,
      <Link key="approvals" href="/batches?state=awaiting_approval">
        {t('approvals', { count: approvals })}
      </Link>,
    ],
    [
      paused,
      <Link key="paused" href="/batches?state=paused">
        {t('paused', { count: paused })}
      </Link>,
    ],
    [
      unknown,
      <Link key="unknown" href="/messages?status=unknown">
        {t('unknown', { count: formatCount(unknown) })}
      </Link>,
    ],
    [
      overview.parkedReports,
      <Link key="parked" href="/reports?kind=parked">
        {t('parked', { count: overview.parkedReports })}
      </Link>,
    ],
    [
      overview.unreadablePushes,
      <Link key="unreadable" href="/reports?kind=unreadable">
        {t('unreadable', { count: overview.unreadablePushes })}
      </Link>,
    ],
  ]
  const waiting = items.filter(([some]) => some > 0)
  return (
    <Card size="small" title={t('title')}>
      {waiting.length === 0 && <span className={styles.small}>{t('none')}</span>}
      <ul className={styles.list}>
        {waiting.map(([, words], n) => (
          <li key={n}>
            <Badge status="warning" text={words} />
          </li>
        ))}
      </ul>
    </Card>
  )
}
