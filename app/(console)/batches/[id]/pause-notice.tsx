'use client'
import { Alert } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { BatchView } from '#lib/batches/batch-view.ts'
import { findOwnPause } from '#lib/batches/pause-of.ts'
import type { PauseReason } from '#lib/batches/types.ts'
import { AnewButton } from './anew-button.tsx'

type Props = { reason: PauseReason; batch: BatchView; mayWrite: boolean }

/** Why a batch stands still, in plain words, and what to do. */
export function PauseNotice({ reason, batch, mayWrite }: Props) {
  const t = useTranslations('batches.pause')
  const own = findOwnPause(reason)
  if (own) {
    return (
      <Alert
        role="alert"
        type="warning"
        showIcon
        title={t('title')}
        description={t(own, { count: reason.detail ?? '' })}
        action={mayWrite && own === 'again_changed' && <AnewButton batchId={batch.id} asks />}
      />
    )
  }
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
            <Link href={`/channels?id=${batch.channelId}`}>{t('channel')}</Link>
          )}
        </>
      }
    />
  )
}
