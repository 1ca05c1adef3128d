'use client'
import { Form, Select } from 'antd'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import { withDefaults } from '#components/vendor-fields.tsx'
import type { VendorView } from '#lib/channels/describe-vendor.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { add } from './actions.ts'
import { ChannelFields } from './channel-fields.tsx'
import { toChannelInput } from './channel-input.ts'

type Props = { vendors: VendorView[]; done(made: { id: string }): void; cancel(): void }

/** First the vendor, then its own fields. */
export function AddChannelForm({ vendors, done, cancel }: Props) {
  const t = useTranslations('channels')
  const locale = useLocale() as Locale
  const [chosen, setChosen] = useState(vendors[0]?.vendor)
  const vendor = vendors.find((one) => one.vendor === chosen)
  if (!vendor) return null
  return (
    <>
      <Form layout="vertical" component={false}>
        <Form.Item label={t('vendor')} htmlFor="vendor">
          <Select
            id="vendor"
            value={vendor.vendor}
            onChange={setChosen}
            options={vendors.map((one) => ({ value: one.vendor, label: one.name[locale] }))}
          />
        </Form.Item>
      </Form>
      <ActionForm
        key={vendor.vendor}
        action={add}
        initialValues={{ price: '0', settings: withDefaults(vendor.settings) }}
        toInput={(values) => ({ vendor: vendor.vendor, ...toChannelInput(values) })}
        done={done}
        submit={t('add')}
        cancel={cancel}
      >
        <ChannelFields vendor={vendor} keeps={false} />
      </ActionForm>
    </>
  )
}
