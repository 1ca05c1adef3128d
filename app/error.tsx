'use client'
import { useRouter } from 'next/navigation'
import { startTransition } from 'react'
import { ErrorState } from '#components/error-state.tsx'

type Props = { error: Error & { digest?: string }; reset(): void }

export default function ErrorPage({ error, reset }: Props) {
  const router = useRouter()
  const retry = () =>
    startTransition(() => {
      router.refresh()
      reset()
    })
  return <ErrorState digest={error.digest} retry={retry} />
}
