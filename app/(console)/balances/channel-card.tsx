'use client'
import { ReloadOutlined } from '@ant-design/icons'
import { Alert, App, Badge, Button, Card, Flex } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { formatQuota, useQuotaName } from '#components/quota-text.tsx'
import { useRunAction } from '#components/run-action.ts'
import { TimeText } from '#components/time-text.tsx'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { ChannelOnScreen } from '#lib/overview/balances-screen.ts'
import { check } from './actions.ts'
import { BalanceChart } from './balance-chart.tsx'
import styles from './balances.module.css'

type Props = { channel: ChannelOnScreen; days: number; now: Date; mayCheck: boolean }

/** What one channel has left, kind by kind, and how that went. */
export function ChannelCard({ channel, days, now, mayCheck }: Props) {
  const t = useTranslations('balancesScreen')
  const { problem } = channel
  return (
    <Card
      size="small"
      title={<Link href={`/channels?id=${channel.channelId}`}>{channel.channelName}</Link>}
      extra={mayCheck && <CheckButton channelId={channel.channelId} />}
    >
      <Flex vertical gap={12}>
        <Flex wrap gap="4px 12px" className={styles.small}>
          <span>{channel.vendorName}</span>
          {channel.checkedAt ? <Checked at={channel.checkedAt} /> : <span>{t('never')}</span>}
          <span>
            {channel.lowBalance === null
              ? t('noMark')
              : t('lowMark', { amount: formatCount(channel.lowBalance) })}
          </span>
          {channel.state === 'paused' && <Badge status="warning" text={t('paused')} />}
        </Flex>
        {problem && (
          <Alert
            type="error"
            showIcon
            title={t('problem', { reason: problem.title })}
            description={
              <>
                {problem.text && <div>{problem.text}</div>}
                {problem.advice && <div>{problem.advice}</div>}
                {problem.raw && <div>{t('raw', { words: problem.raw })}</div>}
              </>
            }
          />
        )}
        <Quotas channel={channel} />
        {channel.help && <div className={styles.small}>{channel.help}</div>}
        <BalanceChart channel={channel} days={days} now={now} />
      </Flex>
    </Card>
  )
}

function Checked({ at }: { at: Date }) {
  const t = useTranslations('balancesScreen')
  return (
    <span>{t.rich('checkedAt', { time: () => <TimeText value={at} precision="minute" /> })}</span>
  )
}

function Quotas({ channel }: { channel: ChannelOnScreen }) {
  const t = useTranslations('balancesScreen')
  const nameOf = useQuotaName()
  if (channel.quotas.length === 0) {
    if (!channel.asks) return <span className={styles.small}>{t('unsupported')}</span>
    if (!channel.checkedAt || channel.problem) return null
    return <span className={styles.small}>{t('silent')}</span>
  }
  return (
    <div className={styles.quotas}>
      {channel.quotas.map((quota) => (
        <div key={`${quota.unit} ${quota.name}`}>
          <div className={styles.small}>
            {nameOf(quota.name)} · {t(quota.unit === 'cny' ? 'money' : 'messages')}
          </div>
          <div className={styles.amount}>{formatQuota(quota.unit, quota.amount)}</div>
          {quota.low && <Badge status="error" text={t('low')} />}
        </div>
      ))}
    </div>
  )
}

function CheckButton({ channelId }: { channelId: string }) {
  const t = useTranslations('balancesScreen')
  const { message } = App.useApp()
  const { run, pending } = useRunAction()
  const ask = async () => {
    const result = await run(() => check({ channelId }))
    if (!result) return
    const poll = result.data
    if (poll.state === 'polled') message.success(t('checkedNow'))
    if (poll.state === 'wait') message.info(t('wait', { seconds: Math.ceil(poll.waitMs / 1000) }))
    if (poll.state === 'unsupported') message.info(t('unsupported'))
    if (poll.state === 'failed') message.error(t('failed'))
  }
  return (
    <Button size="small" icon={<ReloadOutlined />} loading={pending} onClick={ask}>
      {t('check')}
    </Button>
  )
}
