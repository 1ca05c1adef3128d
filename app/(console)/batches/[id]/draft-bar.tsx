'use client'
import { App, Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useListUrl } from '#components/list-url.ts'
import { discard } from '../actions.ts'
import { goShallow } from '../shallow.ts'
import type { DraftProps } from './draft-props.ts'
import { TestSendButton } from './test-send-button.tsx'

/** What can be done with a draft: another file, a test, the next step. */
export function DraftBar(props: DraftProps & { ready: boolean; confirming: boolean }) {
  const t = useTranslations('batches')
  const url = useListUrl()
  const askAndDiscard = useDiscard(props)
  if (props.confirming) {
    return (
      <Button onClick={() => goShallow(url.hrefOf({ step: undefined }))}>
        {t('confirm.back')}
      </Button>
    )
  }
  return (
    <>
      <Button onClick={askAndDiscard}>{t('check.another')}</Button>
      <TestSendButton batch={props.batch} />
      <Button
        type="primary"
        disabled={!props.ready}
        onClick={() => goShallow(url.hrefOf({ step: 'confirm' }))}
      >
        {t('check.next')}
      </Button>
    </>
  )
}

function useDiscard({ batch }: DraftProps): () => void {
  const t = useTranslations('batches.check')
  const { modal, message } = App.useApp()
  const network = useTranslations('ui.error')
  const router = useRouter()
  const query = new URLSearchParams({
    channel: batch.channelId,
    category: batch.template.category,
    template: batch.templateId,
  })
  return () => {
    modal.confirm({
      title: t('anotherTitle'),
      content: t('anotherHint'),
      okText: t('discard'),
      okButtonProps: { danger: true },
      onOk: async () => {
        const gone = await discard({ batchId: batch.id }).catch(() => undefined)
        if (!gone?.ok) return void message.error(gone?.error.message ?? network('network'))
        message.success(t('discarded'))
        router.replace(`/batches/new?${query}`)
      },
    })
  }
}
