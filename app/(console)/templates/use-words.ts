'use client'
import { useState } from 'react'
import { useRunAction } from '#components/run-action.ts'
import type { FoundWords } from '#lib/channels/check-words.ts'
import { words } from './actions.ts'

export type WordCheck = {
  ask(): Promise<void>
  pending: boolean
  found: FoundWords | undefined
  /** The text is no longer the one that was looked at. */
  outdated: boolean
  empty: boolean
}

/** The vendor's word check of the text in the editor, made when somebody asks for it. */
export function useWords(channelId: string, text: string): WordCheck {
  const { run, pending } = useRunAction()
  const [answer, setAnswer] = useState<{ place: string; found: FoundWords }>()
  const ask = async () => {
    const done = await run(() => words({ channelId, texts: [text] }))
    if (done) setAnswer({ place: `${channelId} ${text}`, found: done.data })
  }
  const ofChannel = answer?.place.startsWith(`${channelId} `) ? answer : undefined
  return {
    ask,
    pending,
    found: ofChannel?.found,
    outdated: ofChannel !== undefined && ofChannel.place !== `${channelId} ${text}`,
    empty: text.trim() === '',
  }
}
