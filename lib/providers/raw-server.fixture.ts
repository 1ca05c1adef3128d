import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

export type RawServer = AsyncDisposable & {
  /** `host:port`, for `allow`. */
  target: string
  url: string
  /** What came in, one text a connection. */
  received: string[]
}

/** A TCP server for tests that answers by hand: `onRequest` is called once a request's end has come. */
export async function startRawServer(
  onRequest: (socket: Socket, text: string) => void,
  onConnect: (socket: Socket) => void = () => {},
): Promise<RawServer> {
  const received: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const index = received.push('') - 1
    sockets.add(socket)
    socket.on('error', () => socket.destroy()) // resets are part of the play
    socket.on('data', (chunk) => {
      received[index] += chunk.toString('utf8')
      if (isWhole(received[index] ?? '')) onRequest(socket, received[index] ?? '')
    })
    onConnect(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const target = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    target,
    url: `http://${target}`,
    received,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** An answer with its right length. */
export function answer(status: string, body: string, headers: string[] = []): string {
  const length = `content-length: ${Buffer.byteLength(body)}`
  return [`HTTP/1.1 ${status}`, ...headers, length, '', body].join('\r\n')
}

function isWhole(text: string): boolean {
  const [head = '', body] = text.split('\r\n\r\n', 2)
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  return body !== undefined && Buffer.byteLength(body) >= length
}
