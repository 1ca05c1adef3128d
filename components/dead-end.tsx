'use client'
import { Button, Result } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'

/** The pages that say "not for you" and "not here". */
export function DeadEnd({ status }: { status: '403' | '404' }) {
  const t = useTranslations('ui.error')
  const kind = status === '403' ? 'forbidden' : 'notFound'
  return (
    <Result
      status={status}
      title={t(`${kind}Title`)}
      subTitle={t(`${kind}Hint`)}
      extra={
        <Link href="/">
          <Button type="primary">{t('home')}</Button>
        </Link>
      }
    />
  )
}
