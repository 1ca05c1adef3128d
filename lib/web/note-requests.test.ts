import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { peerHeader } from '#lib/addresses/client-address.ts'
import { noteRequests, queryHeader } from './note-requests.ts'

noteRequests({ https: true })
let seen: IncomingHttpHeaders
let url: string | undefined
const server = createServer((request, response) => {
  seen = request.headers
  url = request.url
  response.end()
})
let origin: string
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

test.each([
  ['/api/callbacks/x/y?Message=%CD%CB%B6%A9&Class=mo', 'Message=%CD%CB%B6%A9&Class=mo'],
  ['/?a=b?c', 'a=b?c'],
  ['/', ''],
])('%s carries its query byte for byte, whatever the caller says', async (path, query) => {
  const forged = { [queryHeader]: 'forged', [peerHeader]: '192.0.2.1' }
  await fetch(`${origin}${path}`, { headers: forged })
  expect(seen).toMatchObject({ [queryHeader]: query, [peerHeader]: '127.0.0.1' })
})

test('a callback address reaches the router without a slash at its end', async () => {
  await fetch(`${origin}/api/callbacks/x/y/?a=%CD%CB`)
  expect(url).toBe('/api/callbacks/x/y?a=%CD%CB')
  await fetch(`${origin}/batches/?a=b`)
  expect(url).toBe('/batches/?a=b')
})

test.each(['/api/callbacks/x/y', '/_next/static/x', '/'])(
  '%s is answered: https stays',
  async (path) => {
    const answer = await fetch(`${origin}${path}`)
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
  },
)
