'use client'
import { EyeOutlined } from '@ant-design/icons'
import { App, Button } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ActionState } from '#lib/web/action.ts'

type Props = {
  /** As it may be shown to anybody: 138****8000. */
  masked: string
  /** Gives the whole number and writes it to the audit log; absent when the role may not. */
  reveal?: (() => Promise<ActionState<string>>) | undefined
}

/** A masked phone and, for whoever may, the button that shows it whole. */
export function PhoneText({ masked, reveal }: Props) {
  const t = useTranslations('ui')
  const { message } = App.useApp()
  const [whole, setWhole] = useState<string>()
  const [pending, setPending] = useState(false)
  const show = async () => {
    setPending(true)
    const result = await reveal?.().catch(() => undefined)
    setPending(false)
    if (result?.ok) setWhole(result.data)
    else message.error(result?.error.message ?? t('error.network'))
  }
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {whole ?? masked}
      {reveal && !whole && (
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined />}
          loading={pending}
          aria-label={t('action.reveal')}
          title={t('action.reveal')}
          onClick={show}
        />
      )}
    </span>
  )
}
