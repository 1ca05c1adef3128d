import type { ErrorText } from '#lib/i18n/describe-error.ts'

/** A refusal of one of our GET routes, in the reader's language. */
export class FetchError extends Error {
  override name = 'FetchError'
  readonly code: string

  constructor({ code, message }: ErrorText) {
    super(message)
    this.code = code
  }
}

/** For React Query: the JSON of one of our GET routes. Throws FetchError. */
export async function fetchJson<T>(url: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(url, {
    headers: { accept: 'application/json' },
    ...(signal ? { signal } : {}),
  })
  const body = await response.json()
  if (!response.ok) throw new FetchError(body.error)
  return body
}
