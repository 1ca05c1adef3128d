'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Flex } from 'antd'
import { useTranslations } from 'next-intl'
import { fetchJson } from '#components/fetch-json.ts'
import { PageHeader } from '#components/page-header.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import type { BatchView } from '#lib/batches/batch-view.ts'
import type { Progress } from '#lib/batches/progress.ts'
import { BatchActions } from './batch-actions.tsx'
import { BatchFacts } from './batch-facts.tsx'
import { PauseNotice } from './pause-notice.tsx'
import { ProgressCard } from './progress-card.tsx'
import { RefusedTable } from './refused-table.tsx'

type Props = { batch: BatchView; progress: Progress; mayWrite: boolean; mayApprove: boolean }

/** A batch that was confirmed: how far it has come, and what can still be done about it. */
export function BatchScreen({ batch, progress: initialData, mayWrite, mayApprove }: Props) {
  const t = useTranslations('batches')
  const client = useQueryClient()
  const { data: progress, error } = useQuery({
    queryKey: ['progress', batch.id],
    queryFn: ({ signal }) => fetchJson<Progress>(`/api/batches/${batch.id}`, signal),
    initialData,
    refetchInterval: ({ state }) => intervalOf(state.data ?? initialData),
  })
  const refresh = () => client.invalidateQueries({ queryKey: ['progress', batch.id] })
  return (
    <>
      <PageHeader
        title={batch.name}
        lead={<StatusBadge kind="batchState" value={progress.state} />}
        actions={<BatchActions {...{ batch, progress, mayWrite, mayApprove, refresh }} />}
      />
      <Flex vertical gap={16}>
        {error && <Alert type="error" showIcon title={error.message} />}
        {progress.state === 'paused' && progress.pauseReason && (
          <PauseNotice reason={progress.pauseReason} batch={batch} mayWrite={mayWrite} />
        )}
        {progress.state === 'awaiting_approval' && (
          <Alert type="info" showIcon title={t('progress.waitingApproval')} />
        )}
        <ProgressCard batch={batch} progress={progress} />
        <BatchFacts batch={batch} progress={progress} />
        {batch.refused > 0 && (
          <RefusedTable batch={batch} summary={{ refused: batch.refused }} mayWrite={mayWrite} />
        )}
      </Flex>
    </>
  )
}

/** Often while it sends, now and then while reports come in, never once all is said. */
function intervalOf({ state, counts }: Progress): number | false {
  if (state === 'sending' || counts.submitting > 0) return 1500
  const open = counts.submitted + counts.unknown > 0
  return open || state === 'scheduled' || state === 'paused' ? 5000 : false
}
