'use client'
import { useQuery } from '@tanstack/react-query'
import { Alert } from 'antd'
import { useTranslations } from 'next-intl'
import { fetchJson } from '#components/fetch-json.ts'
import { useListUrl } from '#components/list-url.ts'
import { PageHeader } from '#components/page-header.tsx'
import type { CheckView } from '#lib/batches/check-view.ts'
import { WizardSteps } from '../wizard-steps.tsx'
import { CheckFailed } from './check-failed.tsx'
import { CheckPanel } from './check-panel.tsx'
import { CheckRunning } from './check-running.tsx'
import { ConfirmPanel } from './confirm-panel.tsx'
import { DraftBar } from './draft-bar.tsx'
import type { DraftProps } from './draft-props.ts'

/** A draft: the check as it runs, what it found, and the last question before sending. */
export function DraftScreen(props: DraftProps) {
  const t = useTranslations('batches')
  const url = useListUrl()
  const { data: check, error } = useQuery({
    queryKey: ['check', props.batch.id],
    queryFn: ({ signal }) => fetchJson<CheckView>(`/api/batches/${props.batch.id}/check`, signal),
    initialData: props.check,
    refetchInterval: ({ state }) => (state.data?.importState === 'running' ? 1000 : false),
  })
  const ready = check.importState === 'done' && (check.summary?.valid ?? 0) > 0
  const confirming = ready && url.params.get('step') === 'confirm'
  return (
    <>
      <PageHeader
        title={props.batch.name}
        lead={confirming ? t('confirm.lead') : t('check.lead')}
        actions={
          props.mayWrite && (
            <DraftBar {...props} check={check} ready={ready} confirming={confirming} />
          )
        }
      />
      <WizardSteps
        current={confirming ? 'confirm' : 'check'}
        failed={check.importState === 'failed'}
      />
      {error && <Alert type="error" showIcon title={error.message} style={{ marginBottom: 16 }} />}
      {check.importState === 'running' && <CheckRunning progress={check.progress} />}
      {check.importState === 'failed' && <CheckFailed {...props} check={check} />}
      {check.importState === 'done' && check.summary && !confirming && (
        <CheckPanel {...props} check={check} summary={check.summary} />
      )}
      {confirming && check.summary && (
        <ConfirmPanel {...props} check={check} summary={check.summary} />
      )}
    </>
  )
}
