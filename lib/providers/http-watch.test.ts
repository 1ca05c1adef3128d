import { expect, it, vi } from 'vitest'
import type { HttpStep } from './call.ts'
import { createHttp } from './http.ts'
import { answer, startRawServer } from './raw-server.fixture.ts'

async function watch(host: (port: string) => string, close = false) {
  await using server = await startRawServer((socket) => {
    if (close) socket.destroy()
    else socket.end(answer('200 OK', ''))
  })
  const target = host(server.target.split(':')[1] ?? '')
  const steps: HttpStep[] = []
  const http = createHttp({ allow: [target], answerTimeoutMs: 500 })
  const url = `http://${target}/`
  await http({ method: 'GET', url, watch: (step) => steps.push(step) }).catch(() => undefined)
  return { steps, received: server.received }
}

it('tells the lookup of a name and the connection, once each call', async () => {
  const { steps, received } = await watch((port) => `localhost:${port}`)
  const names = steps.map(({ step }) => step)
  expect(new Set(names)).toEqual(new Set(['lookup', 'connect']))
  expect(names.filter((name) => name === 'connect')).toHaveLength(1)
  expect(steps.at(-1)).toMatchObject({ local: '127.0.0.1', remote: '127.0.0.1' })
  expect(received).toHaveLength(1)
})

it('goes no further than the connection where only that is asked for', async () => {
  await using server = await startRawServer((socket) => socket.end(answer('200 OK', '')))
  const http = createHttp({ allow: [server.target] })
  const request = { method: 'GET', url: `${server.url}/`, connectOnly: true } as const
  expect(await http(request)).toMatchObject({ status: 0, headers: {} })
  await vi.waitFor(() => expect(server.received).toEqual(['']))
})

it('a call may bring its own patience for the connection', async () => {
  // Takes the connection and says nothing, so the handshake never ends.
  await using server = await startRawServer(() => {})
  const http = createHttp({ allow: [server.target] })
  const url = `https://${server.target}/`
  const request = { method: 'GET', url, connectOnly: true, connectTimeoutMs: 50 } as const
  await expect(http(request)).rejects.toMatchObject({ phase: 'connect', code: 'connect_timeout' })
})

it('a literal address is not looked up; what breaks later takes nothing back', async () => {
  const { steps } = await watch((port) => `127.0.0.1:${port}`, true)
  expect(steps.map(({ step }) => step)).toEqual(['connect'])
})
