'use client'
import { Alert, Collapse, Divider, Form, Input, InputNumber } from 'antd'
import { useTranslations } from 'next-intl'
import { VendorFields } from '#components/vendor-fields.tsx'
import type { VendorView } from '#lib/channels/describe-vendor.ts'
import { LimitFields } from './limit-fields.tsx'
import { MarketingFields } from './marketing-fields.tsx'

/** The inputs of a channel of `vendor`; `keeps` says that credentials are stored already. */
export function ChannelFields({ vendor, keeps }: { vendor: VendorView; keeps: boolean }) {
  const t = useTranslations('channels')
  const keep = keeps ? { placeholder: t('credentialsKeep') } : {}
  return (
    <>
      <Form.Item name="name" label={t('name')}>
        <Input placeholder={t('namePlaceholder')} autoComplete="off" />
      </Form.Item>
      <Divider titlePlacement="start">{t('credentials')}</Divider>
      <Alert type="info" showIcon title={t('credentialsHint')} style={{ marginBottom: 16 }} />
      <VendorFields fields={vendor.credentials} group="credentials" {...keep} />
      <AddressField vendor={vendor} keeps={keeps} />
      {vendor.settings.length > 0 && (
        <>
          <Divider titlePlacement="start">{t('settings')}</Divider>
          <VendorFields fields={vendor.settings} group="settings" />
        </>
      )}
      <Divider titlePlacement="start">{t('money')}</Divider>
      <Form.Item name="price" label={t('price')} extra={t('priceHint')}>
        <InputNumber<string> stringMode min="0" step="0.001" prefix="¥" style={{ width: '100%' }} />
      </Form.Item>
      <Form.Item name="lowBalance" label={t('lowBalance')} extra={t('lowBalanceHint')}>
        <InputNumber min={0} style={{ width: '100%' }} />
      </Form.Item>
      <Divider titlePlacement="start">{t('marketing')}</Divider>
      <MarketingFields />
      <Collapse
        style={{ marginBottom: 24 }}
        items={[
          {
            key: 'limits',
            label: t('limits'),
            forceRender: true,
            children: <LimitFields limits={vendor.limits} />,
          },
        ]}
      />
    </>
  )
}

function AddressField({ vendor, keeps }: { vendor: VendorView; keeps: boolean }) {
  const t = useTranslations('channels')
  const typed: unknown = Form.useWatch('baseUrl')
  const address = typeof typed === 'string' && typed !== '' ? typed : vendor.baseUrl
  const hint = t('baseUrlHint', { address: vendor.baseUrl })
  return (
    <>
      <Form.Item
        name="baseUrl"
        label={t('baseUrl')}
        extra={keeps ? `${hint} ${t('baseUrlAgain')}` : hint}
      >
        <Input type="url" placeholder={vendor.baseUrl} autoComplete="off" />
      </Form.Item>
      {/^http:/i.test(address) && (
        <Alert type="warning" showIcon title={t('plainHttp')} style={{ marginBottom: 16 }} />
      )}
    </>
  )
}
