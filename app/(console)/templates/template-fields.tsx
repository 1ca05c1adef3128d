'use client'
import { AutoComplete, Form, type FormInstance, Input, Select } from 'antd'
import { useLocale, useTranslations } from 'next-intl'
import { VendorFields } from '#components/vendor-fields.tsx'
import type { Locale } from '#lib/i18n/locales.ts'
import { categories } from '#lib/templates/review.ts'
import type { DraftValues } from './draft-values.ts'
import type { EditorChannel } from './editor-data.ts'
import { TextField } from './text-field.tsx'

type Props = {
  channel: EditorChannel
  channels: EditorChannel[]
  /** Absent: the channel of a template never changes. */
  choose: ((id: string) => void) | undefined
  form: FormInstance<DraftValues>
  exists: boolean
}

export function TemplateFields({ channel, channels, choose, form, exists }: Props) {
  const t = useTranslations()
  const locale = useLocale() as Locale
  const { templateSettings, templateCode, fixedSettings, hasTemplatesApi } = channel.vendor
  const fixedByVendor = exists && hasTemplatesApi
  const why = t('templates.fixed')
  return (
    <>
      <Form.Item label={t('templates.channel')} htmlFor="channel">
        <Select
          id="channel"
          value={channel.id}
          disabled={!choose}
          onChange={choose}
          options={channels.map(({ id, name, vendor }) => ({
            value: id,
            label: `${name} · ${vendor.name[locale]}`,
          }))}
        />
      </Form.Item>
      <Form.Item
        name="category"
        label={t('templates.category')}
        extra={fixedByVendor ? why : undefined}
      >
        <Select
          disabled={fixedByVendor}
          options={categories.map((value) => ({ value, label: t(`common.category.${value}`) }))}
        />
      </Form.Item>
      <Form.Item name="title" label={t('templates.name')}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="signature"
        label={t('templates.signature')}
        extra={t('templates.signatureHint')}
      >
        <AutoComplete
          options={channel.signatures.map((value) => ({ value }))}
          defaultActiveFirstOption={false}
        />
      </Form.Item>
      <TextField form={form} />
      {templateCode && (
        <Form.Item
          name="vendorId"
          label={templateCode.title[locale]}
          extra={templateCode.help?.[locale]}
        >
          <Input maxLength={64} autoComplete="off" />
        </Form.Item>
      )}
      {templateSettings && (
        <VendorFields
          key={channel.vendor.vendor}
          fields={templateSettings}
          group="settings"
          {...(exists ? { fixed: { names: fixedSettings, why } } : {})}
        />
      )}
    </>
  )
}
