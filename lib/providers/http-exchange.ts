import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { HttpRequest, HttpResponse } from './call.ts'
import type { HttpPhase } from './http-error.ts'

/** Ends a call, once; what comes later is ignored. */
export type Settle = {
  done(response: HttpResponse): void
  /** `soFar` gives what had come of the answer. */
  fail(phase: HttpPhase, code: string, cause?: unknown, soFar?: () => HttpResponse): void
}
export type AnswerBounds = { answerTimeoutMs: number; maxAnswerBytes: number }

/** Fails a call, with what has come of its answer by then. */
type Fail = (code: string, cause?: unknown) => void

/** Writes one request to a connected socket and reads its one answer. Every failure here is in phase `answer`. */
export function exchange(
  socket: Socket,
  url: URL,
  request: HttpRequest,
  bounds: AnswerBounds,
  settle: Settle,
) {
  let soFar: (() => HttpResponse) | undefined
  const fail: Fail = (code, cause) => settle.fail('answer', code, cause, soFar)
  const timeoutMs = request.timeoutMs ?? bounds.answerTimeoutMs
  const timer = setTimeout(() => fail('answer_timeout'), timeoutMs)
  socket.on('close', () => clearTimeout(timer))
  const outgoing: ClientRequest = httpRequest({
    createConnection: () => socket,
    method: request.method,
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, 'accept-encoding': 'identity', ...request.headers },
  })
  const failWith = (error: Error) => fail(codeOf(error), error)
  socket.on('error', failWith)
  outgoing.on('error', failWith)
  // An upgrade nobody asked for ends without an error and without an answer.
  const closed = () => fail('closed')
  outgoing.on('close', closed)
  outgoing.on('response', (incoming) => {
    outgoing.off('close', closed)
    const maxBytes = request.maxAnswerBytes ?? bounds.maxAnswerBytes
    soFar = readAnswer(incoming, maxBytes, fail, settle.done)
  })
  outgoing.end(request.body)
}

/** Reads an answer to its end; gives what there is of it at any moment. */
function readAnswer(
  incoming: IncomingMessage,
  maxBytes: number,
  fail: Fail,
  done: Settle['done'],
): () => HttpResponse {
  const chunks: Buffer[] = []
  let size = 0
  const soFar = () => ({
    status: incoming.statusCode ?? 0,
    headers: readHeaders(incoming),
    body: Buffer.concat(chunks),
  })
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > maxBytes) fail('answer_too_large')
    else chunks.push(chunk)
  })
  const cutOff = (cause?: Error) => fail('answer_cut_off', cause)
  incoming.on('error', cutOff)
  incoming.on('close', () => cutOff())
  incoming.on('end', () => (incoming.complete ? done(soFar()) : cutOff()))
  return soFar
}

const readHeaders = ({ headersDistinct }: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headersDistinct).map(([name, values]) => [name, (values ?? []).join(', ')]),
  )

/** The system's code of an error, or its name. */
export function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
