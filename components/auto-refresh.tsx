'use client'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/** Loads the page's data again every so often, while somebody looks. */
export function AutoRefresh({ seconds }: { seconds: number }) {
  const router = useRouter()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, seconds * 1000)
    return () => clearInterval(timer)
  }, [router, seconds])
  return null
}
