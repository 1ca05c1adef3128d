'use client'
import type { MouseEvent, ReactNode } from 'react'

/**
 * Links below load their page whole. Where the console's layout itself was refused, the router
 * takes it for loaded and would show the refusal again on whatever page comes next.
 */
export function WholeLoads({ children }: { children: ReactNode }) {
  const load = (event: MouseEvent<HTMLDivElement>) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey
    if (!link || !plain || link.origin !== location.origin || link.hash) return
    event.preventDefault()
    event.stopPropagation()
    location.assign(link.href)
  }
  return (
    <div onClickCapture={load} style={{ display: 'contents' }}>
      {children}
    </div>
  )
}
