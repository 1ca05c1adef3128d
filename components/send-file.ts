import type { ErrorText } from '#lib/i18n/describe-error.ts'

export type SentFile = { id: string } | { error: ErrorText | 'network' | 'stopped' }

/** Sends a file as the raw body of one request, telling how many bytes have gone. */
export function sendFile(
  file: Blob,
  options: { name: string; sent(bytes: number): void; signal: AbortSignal },
): Promise<SentFile> {
  // fetch() still cannot tell how far an upload has come.
  const request = new XMLHttpRequest()
  return new Promise((resolve) => {
    request.open('POST', '/api/uploads')
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('x-file-name', encodeURIComponent(options.name))
    request.upload.onprogress = (event) => options.sent(event.loaded)
    request.onload = () => resolve(readAnswer(request.responseText))
    request.onerror = () => resolve({ error: 'network' })
    request.onabort = () => resolve({ error: 'stopped' })
    options.signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}

function readAnswer(text: string): SentFile {
  try {
    const answer = JSON.parse(text)
    return typeof answer.id === 'string' ? { id: answer.id } : { error: answer.error ?? 'network' }
  } catch {
    // A proxy in between answered instead of the console.
    return { error: 'network' }
  }
}
