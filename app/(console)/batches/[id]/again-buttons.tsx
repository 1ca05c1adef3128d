'use client'
import { Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useRunAction } from '#components/run-action.ts'
import type { Progress } from '#lib/batches/progress.ts'
import { endedStates } from '#lib/batches/types.ts'
import { rest, retry } from '../actions.ts'

type Props = { batchId: string; progress: Progress }

/** A new batch of those whom this one did not reach: its draft opens with the usual check. */
export function AgainButtons({ batchId, progress: { state, counts } }: Props) {
  const t = useTranslations('batches.act')
  const router = useRouter()
  const { run, pending } = useRunAction()
  const open = async (draft: typeof rest) => {
    const made = await run(() => draft({ batchId }))
    if (made) router.push(`/batches/${made.data.id}`)
  }
  if (!endedStates.includes(state)) return null
  return (
    <>
      {counts.canceled > 0 && (
        <Button loading={pending} onClick={() => open(rest)}>
          {t('rest')}
        </Button>
      )}
      {counts.failed + counts.rejected > 0 && (
        <Button loading={pending} onClick={() => open(retry)}>
          {t('retry')}
        </Button>
      )}
    </>
  )
}
