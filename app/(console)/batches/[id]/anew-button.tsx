'use client'
import { Button } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { ConfirmButton } from '#components/confirm-button.tsx'
import { useRunAction } from '#components/run-action.ts'
import { anew } from '../actions.ts'

/** Makes a batch that was made of another one anew, without those who may not be sent to any more. */
export function AnewButton({ batchId, asks = false }: { batchId: string; asks?: boolean }) {
  const t = useTranslations('batches.act')
  const router = useRouter()
  const { run, pending } = useRunAction()
  const open = ({ id }: { id: string }) => router.push(`/batches/${id}`)
  if (asks) {
    return (
      <ConfirmButton
        title={t('anewTitle')}
        description={t('anewText')}
        action={() => anew({ batchId })}
        done={open}
      >
        {t('anew')}
      </ConfirmButton>
    )
  }
  const go = async () => {
    const made = await run(() => anew({ batchId }))
    if (made) open(made.data)
  }
  return (
    <Button loading={pending} onClick={go}>
      {t('anew')}
    </Button>
  )
}
