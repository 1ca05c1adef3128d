'use client'
import { Form, Input, InputNumber, Select, Switch } from 'antd'
import { useLocale } from 'next-intl'
import type { VendorField } from '#lib/channels/describe-vendor.ts'
import type { Locale } from '#lib/i18n/locales.ts'

type Props = {
  fields: VendorField[]
  /** Where the values stand in the form: `credentials`, `settings`. */
  group: string
  /** Shown in empty inputs instead of nothing: that what is stored stays. */
  placeholder?: string
  /** Fields that cannot change, and why. */
  fixed?: { names: readonly string[]; why: string }
}

/** First values of a form's group: each field's default under what is stored. */
export const withDefaults = (fields: VendorField[], stored: Record<string, unknown> = {}) => ({
  ...Object.fromEntries(fields.map((field) => [field.name, field.default])),
  ...stored,
})

/** The inputs of a vendor's own fields, drawn from its schema. */
export function VendorFields({ fields, group, placeholder, fixed }: Props) {
  const locale = useLocale() as Locale
  return fields.map((field) => {
    const stays = fixed?.names.includes(field.name) ?? false
    return (
      <Form.Item
        key={field.name}
        name={[group, field.name]}
        label={field.title[locale]}
        extra={stays ? fixed?.why : field.help?.[locale]}
        {...(field.input === 'switch' ? { valuePropName: 'checked' } : {})}
      >
        <FieldInput field={field} placeholder={placeholder} disabled={stays} />
      </Form.Item>
    )
  })
}

type InputProps = { field: VendorField; placeholder: string | undefined; disabled: boolean }

/** Form.Item hands the rest (id, value, onChange) to the input itself. */
function FieldInput({ field, placeholder, disabled, ...bound }: InputProps) {
  const locale = useLocale() as Locale
  const common = { ...bound, disabled, autoComplete: 'off' }
  if (field.secret) {
    return <Input.Password {...common} placeholder={placeholder} autoComplete="new-password" />
  }
  if (field.input === 'switch') return <Switch {...bound} disabled={disabled} />
  if (field.input === 'number') return <InputNumber {...common} style={{ width: '100%' }} />
  if (field.input === 'select') {
    const options = field.options?.map(({ value, label }) => ({ value, label: label[locale] }))
    return <Select {...bound} disabled={disabled} options={options ?? []} />
  }
  return <Input {...common} placeholder={placeholder} />
}
