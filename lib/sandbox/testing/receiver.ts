import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type InfocloudPush = { apiKey: string; data: Record<string, string>[] }

/** A callback address that keeps what it gets; `behave` says how each push is answered. */
export async function startReceiver(
  behave: (count: number) => { afterMs?: number; status?: number } = () => ({}),
) {
  const pushes: InfocloudPush[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      pushes.push(JSON.parse(Buffer.concat(chunks).toString('utf8')))
      const { afterMs = 0, status = 200 } = behave(pushes.length)
      setTimeout(() => response.writeHead(status).end('ok'), afterMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}/callback`, pushes, close }
}
