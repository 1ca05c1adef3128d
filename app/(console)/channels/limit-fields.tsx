'use client'
import { Form, InputNumber } from 'antd'
import { useTranslations } from 'next-intl'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { Limits } from '#lib/providers/contract.ts'
import { categories } from '#lib/templates/review.ts'

type Name = string | string[]

/** Limits of this channel alone; an empty one leaves the vendor's in force. */
export function LimitFields({ limits }: { limits: Limits }) {
  const t = useTranslations()
  const rows: { name: Name; label: string; vendors: number | undefined }[] = [
    {
      name: 'recipientsPerCall',
      label: t('channels.recipientsPerCall'),
      vendors: limits.recipientsPerCall,
    },
    { name: 'callsPerSecond', label: t('channels.callsPerSecond'), vendors: limits.callsPerSecond },
    {
      name: ['limits', 'perPhoneIntervalSeconds'],
      label: t('channels.perPhoneInterval'),
      vendors: limits.perPhoneIntervalSeconds,
    },
    ...categories.map((category) => ({
      name: ['limits', 'perPhoneDaily', category],
      label: t('channels.perPhoneDailyOf', { category: t(`common.category.${category}`) }),
      vendors: limits.perPhoneDaily?.[category],
    })),
    {
      name: ['limits', 'accountDaily'],
      label: t('channels.accountDaily'),
      vendors: limits.accountDaily,
    },
  ]
  return rows.map(({ name, label, vendors }) => {
    const value = vendors === undefined ? t('channels.noLimit') : formatCount(vendors)
    return (
      <Form.Item key={String(name)} name={name} label={label}>
        <InputNumber
          min={1}
          precision={0}
          style={{ width: '100%' }}
          placeholder={t('channels.vendorsValue', { value })}
        />
      </Form.Item>
    )
  })
}
