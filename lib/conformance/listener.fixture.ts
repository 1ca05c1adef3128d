import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Provider } from '#lib/providers/contract.ts'
import type { RawDocument } from '#lib/providers/events.ts'

/** A callback address that keeps the bytes, and answers as the vendor's provider does. */
export async function openListener({ callbackAnswer }: Pick<Provider, 'callbackAnswer'>) {
  const documents: RawDocument[] = []
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    documents.push({
      method: request.method ?? '',
      query: (request.url ?? '').split('?')[1] ?? '',
      contentType: request.headers['content-type'] ?? '',
      body: Buffer.concat(pieces),
      receivedAt: new Date(),
    })
    const { status, contentType, body } = callbackAnswer
    response.writeHead(status, { 'content-type': contentType }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () => new Promise((resolve) => server.close(resolve))
  return { url: `http://127.0.0.1:${port}/`, documents, close }
}
