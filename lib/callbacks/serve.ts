import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Db } from '#db/client.ts'
import { clientAddress, peerHeader } from '#lib/addresses/client-address.ts'
import { createUnknownLimit, type UnknownLimit } from './limit-unknown.ts'
import { type Answer, callbackByteLimit, receiveCallback } from './receive.ts'
import { tameAddress } from './tame-address.ts'

const path = /^\/api\/callbacks\/([^/]+)\/([^/]+)$/

/** Longer than vendors and proxies keep theirs: a push must not meet a connection that we just closed. */
const keepAliveMs = 75_000

type Options = {
  onError: (error: unknown) => void
  /** Whose X-Forwarded-For is believed. */
  trustedProxies?: readonly string[]
}
type Receiver = Required<Pick<Options, 'trustedProxies'>> & { db: Db; limit: UnknownLimit }

/** A bare HTTP server for the vendors' pushes alone: faster than, and beside, the console's route. */
export function createReceiver(db: Db, { onError, trustedProxies = [] }: Options): Server {
  const receiver = { db, trustedProxies, limit: createUnknownLimit() }
  const server = createServer((request, response) => {
    answer(receiver, request).then(
      (given) => send(response, given),
      (error: unknown) => {
        onError(error)
        send(response, { status: 500, contentType: 'text/plain', body: 'try again' })
      },
    )
  })
  server.keepAliveTimeout = keepAliveMs
  return server
}

async function answer(receiver: Receiver, request: IncomingMessage): Promise<Answer> {
  const url = URL.parse(request.url ?? '/', 'http://receiver')
  // As the console's router reads an address.
  const place = path.exec(tameAddress(url?.pathname ?? ''))
  const [, vendor, token] = (place ?? []).map((part) => decodeURIComponent(part))
  if (!url || !vendor || !token)
    return { status: 404, contentType: 'text/plain', body: 'not found' }
  return receiveCallback(receiver.db, receiver.limit, {
    vendor,
    token,
    address: addressOf(receiver, request),
    method: request.method ?? 'GET',
    query: url.search.slice(1),
    contentType: request.headers['content-type'] ?? '',
    readBody: () => readBody(request),
  })
}

function addressOf({ trustedProxies }: Receiver, { headers, socket }: IncomingMessage) {
  const forwarded = [headers['x-forwarded-for'] ?? ''].flat().join(',')
  const given = { 'x-forwarded-for': forwarded, [peerHeader]: socket.remoteAddress ?? '' }
  return clientAddress(new Headers(given), trustedProxies)
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

function send(response: ServerResponse, { status, contentType, body, allow }: Answer): void {
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    ...(allow ? { allow } : {}),
    // What is left of a body that nobody reads must not become the next request.
    ...(response.req.complete ? {} : { connection: 'close' }),
  })
  response.end(body)
}
