'use client'
import { Flex, Radio, Typography } from 'antd'
import { useTranslations } from 'next-intl'

export type HeldBy = 'console' | 'vendor'

type Props = {
  value: HeldBy
  onChange(value: HeldBy): void
  minimumMinutes: number
}

/** Who keeps a scheduled batch until its time; what the vendor has cannot be called back. */
export function HoldChoice({ value, onChange, minimumMinutes }: Props) {
  const t = useTranslations('batches.hold')
  const hints = {
    console: t('consoleHint'),
    vendor: t('vendorHint', { minutes: minimumMinutes }),
  }
  return (
    <fieldset style={{ border: 0, margin: 0, padding: 0 }}>
      <legend style={{ padding: 0 }}>{t('title')}</legend>
      <Radio.Group value={value} onChange={(event) => onChange(event.target.value)}>
        <Flex vertical gap={8} style={{ marginTop: 8 }}>
          {(['console', 'vendor'] as const).map((who) => (
            <Radio key={who} value={who} aria-label={t(who)}>
              <div>{t(who)}</div>
              <Typography.Text type="secondary">{hints[who]}</Typography.Text>
            </Radio>
          ))}
        </Flex>
      </Radio.Group>
    </fieldset>
  )
}
