'use client'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useTransition } from 'react'

/** undefined or an empty text removes the parameter; a list is joined with commas. */
export type UrlPatch = Record<string, string | readonly string[] | undefined>

/** Places of the paging; any change of a filter goes back to the first page. */
const pageParams = ['cursor', 'before'] as const

function patched(current: URLSearchParams, patch: UrlPatch): URLSearchParams {
  const next = new URLSearchParams(current)
  for (const [name, value] of Object.entries(patch)) {
    const text = Array.isArray(value) ? value.join(',') : value
    if (text) next.set(name, String(text))
    else next.delete(name)
  }
  return next
}

/** Filters, sorting, page and the open row as they stand in the address, and how to change them. */
export function useListUrl() {
  const params = useSearchParams()
  const path = usePathname()
  const router = useRouter()
  const [pending, start] = useTransition()
  const hrefOf = (patch: UrlPatch): string => {
    const query = patched(params, patch).toString()
    return query ? `${path}?${query}` : path
  }
  const go = (patch: UrlPatch) => start(() => router.push(hrefOf(patch), { scroll: false }))
  const noPage = Object.fromEntries(pageParams.map((name) => [name, undefined]))
  return {
    params,
    pending,
    hrefOf,
    go,
    /** Changes filters or sorting: back to the first page, with no row open. */
    filter: (patch: UrlPatch, openParam = 'id') =>
      go({ ...noPage, [openParam]: undefined, ...patch }),
    refresh: () => start(() => router.refresh()),
  }
}
