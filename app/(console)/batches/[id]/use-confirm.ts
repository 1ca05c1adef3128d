'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useListUrl } from '#components/list-url.ts'
import { useRunAction } from '#components/run-action.ts'
import { confirm } from '../actions.ts'
import { goShallow } from '../shallow.ts'
import type { HeldBy } from './hold-choice.tsx'
import { toInstant } from './wall-clock.ts'

type Choice = { batchId: string; later: boolean; wall: string; heldBy: HeldBy }

/** Confirms the batch as chosen; `missing` when a time is wanted and was not given. */
export function useConfirm({ batchId, later, wall, heldBy }: Choice) {
  const t = useTranslations('batches')
  const { run, pending } = useRunAction()
  const url = useListUrl()
  const [asked, setAsked] = useState(false)
  const missing = asked && later && !wall
  const words = heldBy === 'vendor' ? t('hold.done') : t('confirm.scheduled')
  const go = async () => {
    setAsked(true)
    if (later && !wall) return
    const done = await run(
      () => confirm({ batchId, ...(later ? { scheduledAt: toInstant(wall), heldBy } : {}) }),
      later ? words : t('confirm.done'),
    )
    if (done) goShallow(url.hrefOf({ step: undefined }))
  }
  return { go, pending, missing }
}
