'use client'
import { Badge, Card } from 'antd'
import Link from 'next/link'
import { useMessages, useTranslations } from 'next-intl'
import { QuotaText } from '#components/quota-text.tsx'
import type { ChannelBalance } from '#lib/balances/queries.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { SilentChannel } from '#lib/overview/list-silent.ts'
import type { ChannelTrouble } from '#lib/overview/troubles.ts'
import styles from './overview.module.css'

type Props = { balances: ChannelBalance[]; troubles: ChannelTrouble[]; silent: SilentChannel[] }

/** Each channel's balance, and what went wrong with its calls lately. */
export function Channels({ balances, troubles, silent }: Props) {
  const t = useTranslations('overview.channels')
  return (
    <Card size="small" title={t('title')} extra={<Link href="/balances">{t('all')}</Link>}>
      <ul className={styles.list}>
        {balances.map((balance) => (
          <li key={balance.channelId}>
            <One
              balance={balance}
              trouble={troubles.find((one) => one.channelId === balance.channelId)}
              silentSince={silent.find((one) => one.channelId === balance.channelId)?.since}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}

type OneProps = {
  balance: ChannelBalance
  trouble: ChannelTrouble | undefined
  silentSince: Date | undefined
}

function One({ balance, trouble, silentSince }: OneProps) {
  const t = useTranslations('overview.channels')
  const words = useMessages().common.failure as Record<string, string>
  const problems = [
    ...(balance.trouble
      ? [t('trouble', { reason: words[balance.trouble.failure] ?? balance.trouble.failure })]
      : []),
    ...(trouble?.refusedCalls ?? []).map(({ failure, calls }) =>
      t('refused', { count: calls, reason: words[failure] ?? failure }),
    ),
    ...(trouble && trouble.unknownCalls > 0
      ? [t('unknownCalls', { count: trouble.unknownCalls })]
      : []),
    ...(silentSince ? [t('silent', { since: formatTime(silentSince, 'minute') })] : []),
  ]
  return (
    <>
      <div className={styles.row}>
        <Link href={`/channels?id=${balance.channelId}`}>{balance.channelName}</Link>
        {balance.state === 'paused' && <Badge status="warning" text={t('paused')} />}
      </div>
      <div className={styles.row} style={{ justifyContent: 'flex-start' }}>
        {balance.quotas.length === 0 && <span className={styles.small}>{t('none')}</span>}
        {balance.quotas.map((quota) => (
          <QuotaText key={`${quota.unit} ${quota.name}`} quota={quota} />
        ))}
      </div>
      {problems.map((problem) => (
        <div key={problem}>
          <Badge status="error" text={<span className={styles.small}>{problem}</span>} />
        </div>
      ))}
    </>
  )
}
