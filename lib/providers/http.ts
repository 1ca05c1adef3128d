import { validateHeaderValue } from 'node:http'
import { connect, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Http, HttpRequest, HttpResponse } from './call.ts'
import { HttpError } from './http-error.ts'
import { codeOf, exchange, type Settle } from './http-exchange.ts'
import { watchSocket } from './http-watch.ts'
import {
  guardLookup,
  isAllowed,
  isPublicAddress,
  type OutboundAllow,
  refusedAddress,
} from './outbound-guard.ts'
import type { Problem } from './vendor-templates.ts'

export type HttpOptions = {
  allow: OutboundAllow
  /** Milliseconds for name, TCP and TLS together; default 10,000. */
  connectTimeoutMs?: number
  /** Milliseconds from the connection to the last byte of the answer; default 15,000. */
  answerTimeoutMs?: number
  /** Default 4 MB. */
  maxAnswerBytes?: number
}
type Bounds = Required<HttpOptions>

/**
 * The one way out: a socket of its own for each call, no redirects, no second attempts. Private
 * addresses are refused unless `allow` names their host and port. Throws HttpError.
 */
export function createHttp(options: HttpOptions): Http {
  const bounds: Bounds = {
    connectTimeoutMs: 10_000,
    answerTimeoutMs: 15_000,
    maxAnswerBytes: 4 * 1024 * 1024,
    ...options,
  }
  return (request) =>
    new Promise((resolve, reject) => {
      const url = checkRequest(request)
      const socket = openSocket(url, bounds)
      if (request.watch) watchSocket(socket, request.watch)
      const settle = settleOnce(socket, resolve, reject)
      const timeoutMs = request.connectTimeoutMs ?? bounds.connectTimeoutMs
      whenConnected(socket, url, timeoutMs, settle, () =>
        request.connectOnly
          ? settle.done({ status: 0, headers: {}, body: new Uint8Array() })
          : exchange(socket, url, request, bounds, settle),
      )
    })
}

/** A base URL's problem, if it has one: only http and https, no credentials, no query, no fragment. */
export function checkBaseUrl(value: string): Problem | undefined {
  const field = 'baseUrl'
  const url = URL.parse(value)
  if (!url?.hostname) return { field, code: 'url_invalid' }
  if (!['http:', 'https:'].includes(url.protocol)) return { field, code: 'url_scheme' }
  if (url.username || url.password) return { field, code: 'url_credentials' }
  if (/[?#]/.test(value)) return { field, code: 'url_query' }
  return undefined
}

function checkRequest(request: HttpRequest): URL {
  try {
    for (const [name, value] of Object.entries(request.headers ?? {}))
      validateHeaderValue(name, value)
    const url = new URL(request.url)
    if (!['http:', 'https:'].includes(url.protocol)) throw new TypeError('not http')
    return url
  } catch (cause) {
    throw new HttpError('connect', 'invalid_request', cause)
  }
}

function openSocket(url: URL, bounds: Bounds): Socket {
  const secure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const allowed = isAllowed(url, bounds.allow)
  // A literal address is never looked up, so it is judged here.
  if (!allowed && isIP(host) && !isPublicAddress(host)) {
    throw new HttpError('connect', 'address_not_allowed', refusedAddress(host))
  }
  const target = {
    host,
    port: Number(url.port || (secure ? 443 : 80)),
    ...(allowed ? {} : { lookup: guardLookup() }),
  }
  if (!secure) return connect(target)
  return connectTls({
    ...target,
    ...(isIP(host) ? {} : { servername: host }),
    ALPNProtocols: ['http/1.1'],
  })
}

function settleOnce(
  socket: Socket,
  resolve: (response: HttpResponse) => void,
  reject: (error: HttpError) => void,
): Settle {
  let settled = false
  const once = (act: () => void) => {
    if (settled) return
    settled = true
    act()
    socket.destroy()
  }
  return {
    done: (response) => once(() => resolve(response)),
    fail: (phase, code, cause, soFar) =>
      once(() => reject(new HttpError(phase, code, cause, soFar?.()))),
  }
}

/** The request is made only after this, so an error before it proves that nothing left. */
function whenConnected(
  socket: Socket,
  url: URL,
  timeoutMs: number,
  settle: Settle,
  next: () => void,
) {
  const timer = setTimeout(() => settle.fail('connect', 'connect_timeout'), timeoutMs)
  const refuse = (error: Error) => settle.fail('connect', codeOf(error), error)
  const close = () => settle.fail('connect', 'closed')
  socket.on('close', () => clearTimeout(timer))
  socket.on('error', refuse)
  socket.on('close', close)
  socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
    clearTimeout(timer)
    socket.off('close', close)
    socket.off('error', refuse)
    next()
  })
}
