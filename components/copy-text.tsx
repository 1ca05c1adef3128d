'use client'
import { Typography } from 'antd'
import { useTranslations } from 'next-intl'

/** A text to copy whole: an address, a reference. */
export function CopyText({ text, code = true }: { text: string; code?: boolean }) {
  const t = useTranslations('ui.action')
  return (
    <Typography.Text
      code={code}
      copyable={{ text, tooltips: [t('copy'), t('copied')] }}
      style={{ wordBreak: 'break-all' }}
    >
      {text}
    </Typography.Text>
  )
}
