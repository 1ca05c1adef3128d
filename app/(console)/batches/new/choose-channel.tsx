'use client'
import { Empty, Flex, Radio, Tag, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { formatQuota, useQuotaName } from '#components/quota-text.tsx'
import { formatMoney } from '#lib/i18n/format-money.ts'
import type { ChannelChoice } from './choices.ts'
import styles from './wizard.module.css'

type Props = {
  channels: ChannelChoice[]
  value: string | undefined
  change(id: string): void
}

/** The channels as cards, each with its price and what is left on it. */
export function ChooseChannel({ channels, value, change }: Props) {
  const t = useTranslations('batches.wizard')
  const label = useTranslations('batches.steps')('channel')
  if (channels.length === 0) {
    return (
      <Empty description={t('noChannels')} image={Empty.PRESENTED_IMAGE_SIMPLE}>
        <Link href="/channels">{t('addChannel')}</Link>
      </Empty>
    )
  }
  return (
    <Radio.Group
      value={value}
      onChange={(event) => change(event.target.value)}
      className={styles.cards ?? ''}
      aria-label={label}
    >
      {channels.map((channel) => (
        <Radio
          key={channel.id}
          value={channel.id}
          disabled={channel.state === 'paused'}
          className={styles.choice ?? ''}
        >
          <ChannelFacts channel={channel} />
        </Radio>
      ))}
    </Radio.Group>
  )
}

function ChannelFacts({ channel }: { channel: ChannelChoice }) {
  const t = useTranslations('batches')
  const nameOf = useQuotaName()
  const left = channel.quotas.map(
    ({ unit, name, amount }) => `${nameOf(name)} ${formatQuota(unit, amount)}`,
  )
  const price =
    Number(channel.price) > 0 ? [t('wizard.price', { price: formatMoney(channel.price, 4) })] : []
  return (
    <Flex vertical>
      <span>
        {channel.name} {channel.state === 'paused' && <Tag>{t('wizard.paused')}</Tag>}
      </span>
      <Typography.Text type="secondary" style={{ fontSize: 12 }}>
        {[...price, left.length > 0 ? left.join(' · ') : t('wizard.noBalance')].join(' · ')}
      </Typography.Text>
    </Flex>
  )
}
