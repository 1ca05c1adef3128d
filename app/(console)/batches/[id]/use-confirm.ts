'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useListUrl } from '#components/list-url.ts'
import { useRunAction } from '#components/run-action.ts'
import { confirm } from '../actions.ts'
import { goShallow } from '../shallow.ts'
import type { HeldBy } from './hold-choice.tsx'
import { toInstant } from './wall-clock.ts'

type Choice = {
  batchId: string
  later: boolean
  wall: string
  heldBy: HeldBy
  /** Earlier batches to the same people that are shown. */
  seenRepeats: string[]
}

/**
 * Confirms the batch as chosen; `missing` when a time is wanted and was not given, `refused` the code
 * of why it was not confirmed. What was not shown yet is loaded then.
 */
export function useConfirm({ batchId, later, wall, heldBy, seenRepeats }: Choice) {
  const t = useTranslations('batches')
  const { run, pending } = useRunAction()
  const url = useListUrl()
  const client = useQueryClient()
  const [asked, setAsked] = useState(false)
  const [refused, setRefused] = useState<string>()
  const missing = asked && later && !wall
  const words = heldBy === 'vendor' ? t('hold.done') : t('confirm.scheduled')
  const go = async () => {
    setAsked(true)
    if (later && !wall) return
    const when = later ? { scheduledAt: toInstant(wall), heldBy } : {}
    const call = async () => {
      const answer = await confirm({ batchId, seenRepeats, ...when })
      setRefused(answer.ok ? undefined : answer.error.code)
      return answer
    }
    const done = await run(call, later ? words : t('confirm.done'))
    if (done) goShallow(url.hrefOf({ step: undefined }))
    else await client.invalidateQueries({ queryKey: ['check', batchId] })
  }
  return { go, pending, missing, refused }
}
