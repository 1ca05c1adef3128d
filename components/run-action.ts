'use client'
import { App } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ActionState } from '#lib/web/action.ts'

/**
 * Runs a server action from a button: says what went wrong, or `success`, and loads the page's
 * data again. Gives the data in an object, or undefined after an error.
 */
export function useRunAction() {
  const { message } = App.useApp()
  const t = useTranslations('ui.error')
  const router = useRouter()
  const [pending, setPending] = useState(false)
  const run = async <T>(
    call: () => Promise<ActionState<T>>,
    success?: string,
  ): Promise<{ data: T } | undefined> => {
    setPending(true)
    const result = await call().catch(() => undefined)
    setPending(false)
    if (!result?.ok) {
      message.error(result?.error.message ?? t('network'))
      return undefined
    }
    if (success) message.success(success)
    router.refresh()
    return { data: result.data }
  }
  return { run, pending }
}
