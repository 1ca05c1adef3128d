import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { HttpRequest, HttpResponse } from './call.ts'
import type { HttpPhase } from './http-error.ts'

/** Ends a call, once; what comes later is ignored. */
export type Settle = {
  done(response: HttpResponse): void
  fail(phase: HttpPhase, code: string, cause?: unknown): void
}
export type AnswerBounds = { answerTimeoutMs: number; maxAnswerBytes: number }

/** Writes one request to a connected socket and reads its one answer. Every failure here is in phase `answer`. */
export function exchange(
  socket: Socket,
  url: URL,
  request: HttpRequest,
  bounds: AnswerBounds,
  settle: Settle,
) {
  const timeoutMs = request.timeoutMs ?? bounds.answerTimeoutMs
  const timer = setTimeout(() => settle.fail('answer', 'answer_timeout'), timeoutMs)
  socket.on('close', () => clearTimeout(timer))
  const outgoing: ClientRequest = httpRequest({
    createConnection: () => socket,
    method: request.method,
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, 'accept-encoding': 'identity', ...request.headers },
  })
  const fail = (error: Error) => settle.fail('answer', codeOf(error), error)
  socket.on('error', fail)
  outgoing.on('error', fail)
  // An upgrade nobody asked for ends without an error and without an answer.
  const closed = () => settle.fail('answer', 'closed')
  outgoing.on('close', closed)
  outgoing.on('response', (incoming) => {
    outgoing.off('close', closed)
    readAnswer(incoming, bounds, settle)
  })
  outgoing.end(request.body)
}

function readAnswer(incoming: IncomingMessage, bounds: AnswerBounds, settle: Settle) {
  const chunks: Buffer[] = []
  let size = 0
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > bounds.maxAnswerBytes) settle.fail('answer', 'answer_too_large')
    else chunks.push(chunk)
  })
  const cutOff = (cause?: Error) => settle.fail('answer', 'answer_cut_off', cause)
  incoming.on('error', cutOff)
  incoming.on('close', () => cutOff())
  incoming.on('end', () => {
    if (!incoming.complete) return cutOff()
    const headers = Object.entries(incoming.headersDistinct).map(([name, values]) => [
      name,
      (values ?? []).join(', '),
    ])
    const status = incoming.statusCode ?? 0
    settle.done({ status, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) })
  })
}

/** The system's code of an error, or its name. */
export function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
