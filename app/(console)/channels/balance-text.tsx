'use client'
import { Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { QuotaList } from '#components/quota-list.tsx'
import type { ChannelView } from '#lib/channels/queries.ts'

/** What is left, and whether the last question failed. */
export function BalanceText({ channel }: { channel: ChannelView }) {
  const t = useTranslations('channels')
  const { quotas, trouble, balanceCheckedAt } = channel
  const none = balanceCheckedAt ? t('balanceUnsaid') : t('balanceUnknown')
  return (
    <Flex vertical>
      {quotas.length > 0 && <QuotaList quotas={quotas} threshold={channel.lowBalance} />}
      {quotas.length === 0 && !trouble && (
        <Typography.Text type="secondary">{none}</Typography.Text>
      )}
      {trouble && <Typography.Text type="danger">{t('trouble')}</Typography.Text>}
    </Flex>
  )
}
