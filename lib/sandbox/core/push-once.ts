import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { PushBody } from './vendor.ts'

/** `slow`: no answer in time. `failed`: refused, cut off, or a status other than 2xx. */
export type PushResult = 'answered' | 'slow' | 'failed'

export type PushSender = {
  send(url: string, content: PushBody, timeoutMs: number): Promise<PushResult>
  close(): void
}

/** Posts pushes over kept connections; follows no redirect and repeats nothing by itself. */
export function createPushSender(): PushSender {
  const http = new HttpAgent({ keepAlive: true })
  const https = new HttpsAgent({ keepAlive: true })
  const send: PushSender['send'] = (address, { body, contentType, query }, timeoutMs) =>
    new Promise((resolve) => {
      const bytes = Buffer.from(body)
      const url = query ? `${address}${address.includes('?') ? '&' : '?'}${query}` : address
      const headers = { 'content-type': contentType, 'content-length': String(bytes.length) }
      const options = { method: 'POST', headers }
      const request = url.startsWith('https:')
        ? httpsRequest(url, { ...options, agent: https })
        : httpRequest(url, { ...options, agent: http })
      const timer = setTimeout(() => {
        resolve('slow')
        request.destroy()
      }, timeoutMs)
      request.on('response', (response) => {
        clearTimeout(timer)
        response.resume()
        const { statusCode = 0 } = response
        resolve(statusCode >= 200 && statusCode < 300 ? 'answered' : 'failed')
      })
      request.on('error', () => {
        clearTimeout(timer)
        resolve('failed')
      })
      request.end(bytes)
    })
  const close = () => {
    http.destroy()
    https.destroy()
  }
  return { send, close }
}
