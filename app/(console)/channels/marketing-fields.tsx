'use client'
import { Form, Input, Space } from 'antd'
import { useTranslations } from 'next-intl'

/** When marketing waits on this channel, and what it must say. */
export function MarketingFields() {
  const t = useTranslations('channels')
  return (
    <>
      <Form.Item label={t('quietHours')} extra={t('quietHoursHint')}>
        <Space align="start">
          <Form.Item name={['quietHours', 'from']} noStyle>
            <Input type="time" aria-label={t('quietFrom')} style={{ width: 128 }} />
          </Form.Item>
          <span style={{ lineHeight: '32px' }}>{t('quietTo')}</span>
          <Form.Item name={['quietHours', 'to']} noStyle>
            <Input type="time" aria-label={t('quietUntil')} style={{ width: 128 }} />
          </Form.Item>
        </Space>
      </Form.Item>
      <Form.Item name="optOutWords" label={t('optOutWords')} extra={t('optOutWordsHint')}>
        <Input placeholder="退订回T" maxLength={20} autoComplete="off" />
      </Form.Item>
    </>
  )
}
