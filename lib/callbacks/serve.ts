import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Db } from '#db/client.ts'
import { type Answer, callbackByteLimit, receiveCallback } from './receive.ts'

const path = /^\/api\/callbacks\/([a-z0-9-]+)\/([\w-]+)\/?$/

/** A bare HTTP server for the vendors' pushes alone: faster than, and beside, the console's route. */
export function createReceiver(db: Db, onError: (error: unknown) => void): Server {
  return createServer((request, response) => {
    answer(db, request).then(
      (given) => send(response, given),
      (error: unknown) => {
        onError(error)
        send(response, { status: 500, contentType: 'text/plain', body: 'try again' })
      },
    )
  })
}

async function answer(db: Db, request: IncomingMessage): Promise<Answer> {
  const url = URL.parse(request.url ?? '/', 'http://receiver')
  const [, vendor, token] = path.exec(url?.pathname ?? '') ?? []
  if (!url || !vendor || !token)
    return { status: 404, contentType: 'text/plain', body: 'not found' }
  const body = await readBody(request)
  if (!body) return { status: 413, contentType: 'text/plain', body: 'too large' }
  return receiveCallback(db, {
    vendor,
    token,
    method: request.method ?? 'GET',
    query: url.search.slice(1),
    contentType: request.headers['content-type'] ?? '',
    body,
  })
}

/** The body; undefined as soon as it is too large. The stream stays open, or no answer could leave. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    size += piece.length
    if (size > callbackByteLimit) return undefined
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

function send(response: ServerResponse, { status, contentType, body }: Answer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    // What is left of a body that nobody reads must not become the next request.
    ...(response.req.complete ? {} : { connection: 'close' }),
  })
  response.end(body)
}
