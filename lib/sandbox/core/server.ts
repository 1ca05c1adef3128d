import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EFFECTS, type Scene, writeAnswer } from './fault-effects.ts'
import type { FaultBook, RequestFault } from './faults.ts'
import type { Vendor, VendorRequest } from './vendor.ts'

const BODY_LIMIT = 16 * 1024 * 1024

export type Listening = { url: string; close(): Promise<void> }
type Handler = (message: IncomingMessage, response: ServerResponse) => Promise<void>

/** Reads a request whole; undefined when it is larger than 16 MB or was cut off. */
export async function readRequest(message: IncomingMessage): Promise<VendorRequest | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_LIMIT) return undefined
    chunks.push(chunk)
  }
  return { ...target(message), headers: message.headers, body: Buffer.concat(chunks) }
}

function target(
  message: IncomingMessage,
): Pick<VendorRequest, 'method' | 'path' | 'query' | 'search' | 'address'> {
  const [path = '', search = ''] = (message.url ?? '/').split(/\?(.*)/s)
  return {
    method: message.method ?? 'GET',
    path: path.length > 1 ? path.replace(/\/+$/, '') : path,
    query: new URLSearchParams(search),
    search,
    address: message.socket.remoteAddress ?? '',
  }
}

/** Opens an HTTP server; rejects with the port in the message when the port is taken. */
export async function listen(handler: Handler, host: string, port: number): Promise<Listening> {
  const server = createServer((message, response) => {
    handler(message, response).catch((error: unknown) => {
      // A client that hangs up half way through its own request is its own affair.
      if (!message.complete) return response.destroy()
      process.stderr.write(`sandbox: ${message.method} ${message.url}: ${String(error)}\n`)
      if (!response.headersSent) writeAnswer(response, { status: 500, body: '' })
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new Error(`sandbox: cannot listen on ${host}:${port}`, { cause })),
    )
    server.listen(port, host, resolve)
  })
  const { port: actual } = server.address() as AddressInfo
  return { url: `http://${host}:${actual}`, close: () => closeServer(server) }
}

const closeServer = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

type Parts = {
  name: string
  vendor: Vendor
  faults: FaultBook
  expedite: Scene['expedite']
}

/** Answers for one vendor, with whatever fault is waiting for the request. */
export function vendorHandler({ name, vendor, faults, expedite }: Parts): Handler {
  return async (message, response) => {
    const head = target(message)
    const { method, path } = head
    const fault = faults.takeRequest(name, method, path)
    const effect = fault && EFFECTS[fault.fault as RequestFault]
    const accepts = fault?.accepts ?? effect?.accepts ?? true
    const scene = (request: VendorRequest, answer: Scene['answer']) =>
      effect?.play({ fault: fault as Scene['fault'], response, request, vendor, answer, expedite })
    if (fault?.fault === 'early-200' && !accepts) {
      return scene({ ...head, headers: message.headers, body: Buffer.alloc(0) }, undefined)
    }
    const request = await readRequest(message)
    if (!request) return writeAnswer(response, { status: 413, body: '' })
    const answer = accepts ? vendor.handle(request) : undefined
    if (effect) return scene(request, answer)
    if (answer) writeAnswer(response, answer)
  }
}
