'use client'
import { Skeleton } from 'antd'
import dynamic from 'next/dynamic'
import { useTranslations } from 'next-intl'
import type { ChannelOnScreen } from '#lib/overview/balances-screen.ts'
import styles from './balances.module.css'

// The drawing library is fetched after the first paint; the place it takes is kept free.
const Drawing = dynamic(
  () => import('./balance-drawing.tsx').then((module) => module.BalanceDrawing),
  { ssr: false, loading: () => <Skeleton.Node active style={{ width: '100%', height: 180 }} /> },
)

type Props = { channel: ChannelOnScreen; days: number; now: Date }

/** A channel's figures over time, one line a kind; the figures themselves stand above it. */
export function BalanceChart({ channel, days, now }: Props) {
  const t = useTranslations('balancesScreen.chart')
  if (channel.history.length === 0) {
    return <div className={`${styles.empty} ${styles.small}`}>{t('empty')}</div>
  }
  return (
    <div
      className={styles.chart}
      role="img"
      aria-label={t('label', { channel: channel.channelName, days })}
    >
      <Drawing history={channel.history} days={days} now={now} />
    </div>
  )
}
