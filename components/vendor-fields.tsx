'use client'
import { Form, Input, InputNumber, Select, Switch } from 'antd'
import { useLocale } from 'next-intl'
import type { Locale } from '#lib/i18n/locales.ts'
import type { FormField } from '#lib/providers/fields.ts'

type Props = {
  fields: FormField[]
  /** Where the values stand in the form: `credentials`, `settings`. */
  group: string
  /** Shown in empty inputs instead of nothing: that what is stored stays. */
  placeholder?: string
  /** Fields that cannot change, and why. */
  fixed?: { names: readonly string[]; why: string }
}

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
        {...(field.default === undefined ? {} : { initialValue: field.default })}
      >
        <FieldInput field={field} placeholder={placeholder} disabled={stays} />
      </Form.Item>
    )
  })
}

type InputProps = { field: FormField; placeholder: string | undefined; disabled: boolean }

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
