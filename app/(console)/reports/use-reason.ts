'use client'
import { useMessages, useTranslations } from 'next-intl'
import type { UnreadablePush } from '#lib/reports/list-unreadable.ts'

/** Why a push could not be read, in words, with what came along. */
export function useReason(): (push: UnreadablePush) => string {
  const t = useTranslations('reports')
  const failures = useMessages().common.failure as Record<string, string>
  return ({ failure, words }) =>
    [failures[failure] ?? t('otherReason'), words].filter(Boolean).join(' · ')
}
