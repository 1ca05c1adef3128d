'use client'
import { SafetyCertificateOutlined, WarningOutlined } from '@ant-design/icons'
import { Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { SealState } from '#lib/audit/seal-state.ts'
import { formatTime } from '#lib/i18n/format-time.ts'

/** Until when the log is sealed, and whether its signature has left the database. */
export function SealLine({ state }: { state: SealState }) {
  const t = useTranslations('audit.seal')
  const { sealedUntil, waiting, overdueSeconds, publishedAt } = state
  const time = sealedUntil ? formatTime(sealedUntil) : ''
  const upTo = waiting > 0 ? t('some', { time, count: waiting }) : t('all', { time })
  return (
    <Flex vertical gap={4} style={{ marginBottom: 16 }} role="status">
      <Typography.Text type="secondary">
        <SafetyCertificateOutlined aria-hidden /> {sealedUntil ? upTo : t('none')}{' '}
        {publishedAt && t('outside', { time: formatTime(publishedAt) })}
      </Typography.Text>
      {overdueSeconds !== null && (
        <Typography.Text type="danger">
          <WarningOutlined aria-hidden /> {t('overdue', { count: overdueSeconds })}
        </Typography.Text>
      )}
      {sealedUntil && !publishedAt && (
        <Typography.Text type="warning">
          <WarningOutlined aria-hidden /> {t('inside')}
        </Typography.Text>
      )}
    </Flex>
  )
}
