'use client'
import { Button, Result, Typography } from 'antd'
import { useTranslations } from 'next-intl'

/** What stands in place of a screen that could not be loaded: words, a number for the log, a retry. */
export function ErrorState({ digest, retry }: { digest?: string | undefined; retry(): void }) {
  const t = useTranslations('ui.error')
  return (
    <Result
      status="error"
      title={t('title')}
      subTitle={t('hint')}
      extra={
        <Button type="primary" onClick={retry}>
          {t('retry')}
        </Button>
      }
    >
      {digest && <Typography.Text type="secondary">{t('number', { digest })}</Typography.Text>}
    </Result>
  )
}
