'use client'
import { Button } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ConfirmButton } from '#components/confirm-button.tsx'
import { useRunAction } from '#components/run-action.ts'
import type { BatchView } from '#lib/batches/batch-view.ts'
import type { Progress } from '#lib/batches/progress.ts'
import { approve, cancel, pause, resume } from '../actions.ts'
import { AbortButton } from './abort-button.tsx'
import { AgainButtons } from './again-buttons.tsx'

export type ActProps = {
  batch: BatchView
  progress: Progress
  mayWrite: boolean
  /** An approver, and it is not their own. */
  mayApprove: boolean
  refresh(): Promise<void>
}

/** What may be done in the state the batch is in. */
export function BatchActions(props: ActProps) {
  const t = useTranslations('batches.act')
  const { batch, progress, mayWrite, mayApprove, refresh } = props
  const { run, pending } = useRunAction()
  const ref = { batchId: batch.id }
  const { state } = progress
  const running = state === 'sending' || state === 'paused'
  const waiting = state === 'scheduled' || state === 'awaiting_approval'
  const press = async (...asked: Parameters<typeof run>) => {
    await run(...asked)
    await refresh()
  }
  return (
    <>
      {mayWrite && state === 'sending' && (
        <Button loading={pending} onClick={() => press(() => pause(ref), t('paused'))}>
          {t('pause')}
        </Button>
      )}
      {mayWrite && state === 'paused' && (
        <Button
          type="primary"
          loading={pending}
          onClick={() => press(() => resume(ref), t('resumed'))}
        >
          {t('resume')}
        </Button>
      )}
      {mayWrite && running && <AbortButton {...props} />}
      {mayApprove && state === 'awaiting_approval' && (
        <ConfirmButton
          type="primary"
          title={t('approveTitle')}
          description={t('approveText', { count: batch.recipientCount })}
          action={() => approve(ref)}
          success={t('approved')}
          done={refresh}
        >
          {t('approve')}
        </ConfirmButton>
      )}
      {mayWrite && waiting && (
        <ConfirmButton
          danger
          title={t('cancelTitle')}
          description={t('cancelText')}
          action={() => cancel(ref)}
          success={t('canceled')}
          done={refresh}
        >
          {t('cancel')}
        </ConfirmButton>
      )}
      {mayWrite && <AgainButtons batchId={batch.id} progress={progress} />}
      <Link href={`/messages?batch=${batch.id}`}>
        <Button>{t('messages')}</Button>
      </Link>
    </>
  )
}
