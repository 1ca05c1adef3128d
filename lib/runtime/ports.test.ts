import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { findFreePort, findPortFrom, isPortFree } from './ports.ts'

test.each(['127.0.0.1', '0.0.0.0'])('a port taken on %s is passed over', async (host) => {
  const port = await findFreePort()
  const server = createServer().listen(port, host)
  await once(server, 'listening')
  expect(await isPortFree(port)).toBe(false)
  expect(await findPortFrom(port)).toBeGreaterThan(port)
  server.close()
  await once(server, 'close')
  expect(await isPortFree(port)).toBe(true)
})
