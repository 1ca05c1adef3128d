'use client'
import { useMessages } from 'next-intl'
import { describeReason } from '#lib/reports/describe-reason.ts'
import type { UnreadablePush } from '#lib/reports/list-unreadable.ts'

/** Why a push could not be read, in words, with what came along. */
export function useReason(): (push: UnreadablePush) => string {
  const { common, reports } = useMessages()
  return (push) => describeReason({ common, reports }, push)
}
