'use client'
import { useQuery } from '@tanstack/react-query'
import { fetchJson } from '#components/fetch-json.ts'
import type { FoundWords } from '#lib/channels/check-words.ts'

/** The vendor's word check of a draft's texts, made by itself once the file is checked. */
export function useBatchWords(batchId: string, enabled: boolean) {
  const { data, error, isFetching } = useQuery({
    queryKey: ['batch-words', batchId],
    queryFn: ({ signal }) => fetchJson<FoundWords>(`/api/batches/${batchId}/words`, signal),
    enabled,
    retry: false,
    refetchOnWindowFocus: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  return { found: data, error: error?.message, pending: isFetching }
}
