import type { Instrumentation } from 'next'

export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { maskOutput } = await import('#lib/logging/mask-output.ts')
    const { noteRequests } = await import('#lib/web/note-requests.ts')
    const { logConsole } = await import('#lib/web/log-errors.ts')
    maskOutput()
    noteRequests({ https: process.env.PUBLIC_URL?.startsWith('https:') === true })
    // While one develops, Next's own words with their excerpts of the source are of more use.
    if (process.env.NODE_ENV === 'production') logConsole()
  }
}

export const onRequestError: Instrumentation.onRequestError = async (...given) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NODE_ENV !== 'production') return
  const { logRequestError } = await import('#lib/web/log-errors.ts')
  await logRequestError(...given)
}
