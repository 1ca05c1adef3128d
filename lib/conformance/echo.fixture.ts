import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { listFields } from '#lib/providers/fields.ts'
import { getProvider, type Vendor } from '#lib/providers/registry.ts'

/** Begins with letters that no encoding changes, and has all that one does. */
export const secret = `Kx7q+w/ 9&"z%41=Lm`
export const secretBegin = 'Kx7q'
export const secretHash = createHash('md5').update(secret).digest('hex')

/** Credentials of a vendor's whose secrets are all `secret`. */
export const leakyCredentials = (vendor: Vendor): Record<string, string> =>
  Object.fromEntries(
    listFields(getProvider(vendor).credentials).map((field) => [
      field.name,
      field.secret ? secret : 'account',
    ]),
  )

/** A server that answers every request with the request itself, as a page of errors does. */
export async function openEcho() {
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const { method, url, headers } = request
    const body = Buffer.concat(pieces).toString('latin1')
    response.writeHead(echo.status, { 'content-type': 'text/html' })
    response.end(`Cannot ${method} ${url} ${headers.authorization ?? ''} ${body}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const echo = {
    status: 404,
    host,
    url: `http://${host}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
  return echo
}
