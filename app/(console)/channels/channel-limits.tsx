'use client'
import { Descriptions, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { Limits } from '#lib/providers/contract.ts'
import { categories } from '#lib/templates/review.ts'

/** The limits in force. */
export function ChannelLimits({ limits }: { limits: Limits }) {
  const t = useTranslations()
  const show = (value: number | undefined) =>
    value === undefined ? t('channels.noLimit') : formatCount(value)
  const daily = categories.flatMap((category) => {
    const value = limits.perPhoneDaily?.[category]
    return value === undefined ? [] : [`${t(`common.category.${category}`)} ${formatCount(value)}`]
  })
  const rows: [string, string][] = [
    [t('channels.recipientsPerCall'), show(limits.recipientsPerCall)],
    [t('channels.callsPerSecond'), show(limits.callsPerSecond)],
    [t('channels.queriesPerMinute'), show(limits.queriesPerMinute)],
    [t('channels.textLength'), show(limits.textLength)],
    [t('channels.perPhoneInterval'), show(limits.perPhoneIntervalSeconds)],
    [t('channels.perPhoneDaily'), daily.join(' · ') || t('channels.noLimit')],
    [t('channels.accountDaily'), show(limits.accountDaily)],
  ]
  return (
    <>
      <Typography.Paragraph type="secondary">{t('channels.effective')}</Typography.Paragraph>
      <Descriptions
        size="small"
        column={1}
        items={rows.map(([label, children]) => ({ key: label, label, children }))}
      />
    </>
  )
}
