'use client'
import { Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { Progress } from '#lib/batches/progress.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { countGone, sum } from '../count-groups.ts'

type Props = {
  progress: Progress
  /** The batch itself is to go at `retryAt`: nothing went wrong. */
  waitsForTime: boolean
}

/** How fast it goes, how long it will take, and what the reports say so far. */
export function ProgressNotes({ progress, waitsForTime }: Props) {
  const t = useTranslations('batches.progress')
  const timeLeft = useTimeLeft()
  const { counts, isHeldByLimits, quietUntil, rate, retryAt, state } = progress
  const reported = sum(counts, ['delivered', 'failed'])
  const taken = countGone(counts) - counts.submitting
  const notes: string[] = []
  if (state === 'sending' && rate > 0) {
    notes.push(t('rate', { rate: formatCount(rate < 10 ? rate.toFixed(1) : Math.round(rate)) }))
    if (counts.queued > 0 && !isHeldByLimits)
      notes.push(t('left', { time: timeLeft(counts.queued / rate) }))
  }
  const isWaiting = isHeldByLimits && !quietUntil
  if (isWaiting) notes.push(t('held', { count: formatCount(counts.queued) }))
  if (quietUntil) {
    notes.push(t('quiet', { time: formatTime(quietUntil).slice(0, 16) }))
  } else if (!isWaiting && state === 'sending' && retryAt && Date.parse(retryAt) > Date.now()) {
    const words = waitsForTime ? 'waitingUntil' : 'retry'
    const time = waitsForTime ? formatTime(retryAt, 'minute') : formatTime(retryAt).slice(11)
    notes.push(t(words, { time }))
  }
  if (taken > 0 && counts.submitted > 0) {
    notes.push(t('reported', { percent: Math.floor((reported / taken) * 100) }))
  }
  if (reported > 0) {
    const percent = ((counts.delivered / reported) * 100).toFixed(1)
    notes.push(t('rateNote', { percent, count: formatCount(reported) }))
  }
  return (
    <Flex wrap gap={16} aria-live="off">
      {notes.map((note) => (
        <Typography.Text key={note} type="secondary">
          {note}
        </Typography.Text>
      ))}
    </Flex>
  )
}

function useTimeLeft(): (seconds: number) => string {
  const t = useTranslations('batches.progress')
  return (seconds) => {
    if (seconds < 90) return t('seconds', { count: Math.max(1, Math.round(seconds)) })
    const minutes = Math.round(seconds / 60)
    if (minutes < 90) return t('minutes', { count: minutes })
    return t('hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
  }
}
