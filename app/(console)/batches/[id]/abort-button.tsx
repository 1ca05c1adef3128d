'use client'
import { App, Button, Modal } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRunAction } from '#components/run-action.ts'
import type { BatchView } from '#lib/batches/batch-view.ts'
import type { Progress } from '#lib/batches/progress.ts'
import { abort } from '../actions.ts'
import { countGone } from '../count-groups.ts'

type AbortProps = { batch: BatchView; progress: Progress; refresh(): Promise<void> }

/** Ends a batch for good, after saying what has gone already; the numbers live on while it asks. */
export function AbortButton({ batch, progress, refresh }: AbortProps) {
  const t = useTranslations('batches.act')
  const hold = useTranslations('batches.hold')
  const { message } = App.useApp()
  const { run, pending } = useRunAction()
  const [open, setOpen] = useState(false)
  const { counts } = progress
  const go = async () => {
    const done = await run(() => abort({ batchId: batch.id }))
    setOpen(false)
    if (done) message.success(t('aborted', { count: done.data.canceled }))
    await refresh()
  }
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {t('abort')}
      </Button>
      <Modal
        title={t('abortTitle')}
        open={open}
        onCancel={() => setOpen(false)}
        onOk={go}
        okText={t('abortGo', { count: counts.queued })}
        okButtonProps={{ danger: true, loading: pending }}
      >
        {t('abortText', { gone: countGone(counts), left: counts.queued })}
        {batch.heldByVendor && ` ${hold('abortText')}`}
      </Modal>
    </>
  )
}
