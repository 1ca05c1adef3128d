'use client'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { TemplateDraft } from '#lib/providers/vendor-templates.ts'
import { check } from './actions.ts'

const pauseMs = 350

/** The vendor's rules for a draft, asked when the typing rests; the last answer stays until the next. */
export function useRules(channelId: string, draft: TemplateDraft) {
  const t = useTranslations('ui.error')
  const asked = useRested(JSON.stringify({ channelId, ...draft }))
  const { data, isError } = useQuery({
    queryKey: ['template-rules', asked],
    queryFn: () => check(JSON.parse(asked)),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const error = isError ? t('network') : data && !data.ok ? data.error.message : undefined
  return { problems: data?.ok ? data.data : undefined, error }
}

/** `value` once it has not changed for a while. */
function useRested(value: string): string {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), pauseMs)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}
