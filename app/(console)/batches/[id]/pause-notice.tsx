'use client'
import { Alert } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { PauseReason } from '#lib/batches/types.ts'

/** Why a batch stands still, in plain words, and what to do. */
export function PauseNotice({ reason, channelId }: { reason: PauseReason; channelId: string }) {
  const t = useTranslations('batches.pause')
  const said = [reason.code, reason.detail].filter(Boolean).join(' ')
  return (
    <Alert
      role="alert"
      type="warning"
      showIcon
      title={t('title')}
      description={
        <>
          <p style={{ margin: 0 }}>{t(reason.reason)}</p>
          {said && <p style={{ margin: '4px 0 0' }}>{t('said', { words: said })}</p>}
          {reason.reason === 'template_unavailable' && (
            <Link href="/templates">{t('templates')}</Link>
          )}
          {reason.reason !== 'person' && reason.reason !== 'template_unavailable' && (
            <Link href={`/channels?id=${channelId}`}>{t('channel')}</Link>
          )}
        </>
      }
    />
  )
}
