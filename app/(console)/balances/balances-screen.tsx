'use client'
import { Button, Card, Empty, Flex, Segmented } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useListUrl } from '#components/list-url.ts'
import { balanceDays } from '#lib/overview/balances-params.ts'
import type { ChannelOnScreen } from '#lib/overview/balances-screen.ts'
import styles from './balances.module.css'
import { ChannelCard } from './channel-card.tsx'

type Props = {
  channels: ChannelOnScreen[]
  days: number
  /** Where the drawings end: the server's clock, so that both sides draw the same. */
  now: Date
  mayCheck: boolean
  mayAdd: boolean
}

/** Every channel's card, with one choice of time for all drawings. */
export function BalancesScreen({ channels, days, now, mayCheck, mayAdd }: Props) {
  if (channels.length === 0) return <Nothing mayAdd={mayAdd} />
  return (
    <Flex vertical gap={16}>
      <DaysChoice days={days} />
      <div className={styles.cards}>
        {channels.map((channel) => (
          <ChannelCard
            key={channel.channelId}
            channel={channel}
            days={days}
            now={now}
            mayCheck={mayCheck && channel.asks}
          />
        ))}
      </div>
    </Flex>
  )
}

function DaysChoice({ days }: { days: number }) {
  const t = useTranslations('balancesScreen.chart')
  const { go } = useListUrl()
  return (
    <div>
      <Segmented
        aria-label={t('period')}
        value={days}
        options={balanceDays.map((value) => ({ value, label: t('days', { days: value }) }))}
        onChange={(value) => go({ days: value === 7 ? undefined : String(value) })}
      />
    </div>
  )
}

function Nothing({ mayAdd }: { mayAdd: boolean }) {
  const t = useTranslations('balancesScreen.empty')
  return (
    <Card>
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={null}>
        <strong>{t('title')}</strong>
        <p>{t('hint')}</p>
        {mayAdd && (
          <Link href="/channels">
            <Button type="primary">{t('action')}</Button>
          </Link>
        )}
      </Empty>
    </Card>
  )
}
