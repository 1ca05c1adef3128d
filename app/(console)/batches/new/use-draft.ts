'use client'
import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { sendFile } from '#components/send-file.ts'
import { draft } from '../actions.ts'

export type DraftStage =
  | { at: 'idle'; problem?: string }
  | { at: 'uploading'; name: string; percent: number }
  | { at: 'opening'; name: string }

type Target = { channelId: string; templateId: string; done(batchId: string): void }

/** Uploads a file and makes a draft of it; whatever goes wrong is said and leaves nothing behind. */
export function useDraft({ channelId, templateId, done }: Target) {
  const t = useTranslations()
  const [stage, setStage] = useState<DraftStage>({ at: 'idle' })
  const stopper = useRef<AbortController>(undefined)
  const fail = (problem: string) => setStage({ at: 'idle', problem })

  const start = async (file: Blob, name: string) => {
    stopper.current = new AbortController()
    setStage({ at: 'uploading', name, percent: 0 })
    const sent = await sendFile(file, {
      name,
      signal: stopper.current.signal,
      sent: (bytes) =>
        setStage({ at: 'uploading', name, percent: Math.floor((bytes / file.size) * 100) }),
    })
    if ('error' in sent) {
      if (sent.error === 'network') return fail(t('batches.wizard.network'))
      if (sent.error === 'stopped') return fail(t('batches.wizard.stopped'))
      return fail(sent.error.message)
    }
    setStage({ at: 'opening', name })
    const made = await draft({ channelId, templateId, uploadId: sent.id }).catch(() => undefined)
    if (made?.ok) return done(made.data.id)
    fail(made?.error.message ?? t('ui.error.network'))
  }
  return { stage, start, stop: () => stopper.current?.abort() }
}
