import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { createHttp } from '#lib/providers/http.ts'
import { HttpError } from '#lib/providers/http-error.ts'
import { startRawServer } from '#lib/providers/raw-server.fixture.ts'
import { lossStep } from './loss-step.ts'
import { isWorthTrying, tryConnections } from './try-connections.ts'

/** A port that is closed and opened again by `toggle`. */
async function openPort() {
  const seen: string[] = []
  const server = createServer((socket) => {
    const index = seen.push('') - 1
    socket.on('data', (chunk) => {
      seen[index] += chunk.toString('utf8')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async () => {
    server.close()
    await once(server, 'close')
  }
  const toggle = async () => {
    if (server.listening) return await close()
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }
  return { target: `127.0.0.1:${port}`, seen, toggle, close }
}

const plan = { tries: 5, tryMs: 1_800, pause: async () => {} }

describe('several tries', () => {
  it('show that every second connection is refused, and send nothing', async () => {
    const { target, seen, toggle, close } = await openPort()
    const call = { http: createHttp({ allow: [target] }), baseUrl: `http://${target}/base` }
    const out = await tryConnections(call, { ...plan, pause: toggle })
    await close()
    expect(out.codes).toEqual(['ECONNREFUSED', 'ECONNREFUSED'])
    expect(seen).toEqual(['', '', ''])
    expect(lossStep(call.baseUrl, out)).toMatchObject({
      state: 'warn',
      says: 'lossSome',
      params: { target, way: 'TCP', tries: 5, made: 3, percent: 40, codes: 'ECONNREFUSED ×2' },
    })
  })

  it('count what is taken and dropped, or met with silence, before it is secured', async () => {
    let count = 0
    await using server = await startRawServer(
      () => {},
      (socket) => void (count++ % 2 === 0 && socket.destroy()),
    )
    const { target } = server
    const call = { http: createHttp({ allow: [target] }), baseUrl: `https://${target}` }
    const { took, codes } = await tryConnections(call, { ...plan, tries: 4, tryMs: 100 })
    expect([took, codes.length]).toEqual([[], 4])
    expect(codes.filter((code) => code === 'connect_timeout')).toHaveLength(2)
    expect(lossStep(call.baseUrl, { took, codes }).state).toBe('bad')
  })

  it('go by the guard: where it refuses, no connection is made', async () => {
    const { target, seen, close } = await openPort()
    const call = { http: createHttp({ allow: [] }), baseUrl: `http://${target}` }
    const { took, codes } = await tryConnections(call, plan)
    await close()
    expect([took, new Set(codes), seen]).toEqual([[], new Set(['address_not_allowed']), []])
  })
})

describe('are worth it', () => {
  it.each<[boolean, HttpError | undefined]>([
    [true, undefined],
    [true, new HttpError('answer', 'answer_timeout')],
    [true, new HttpError('connect', 'connect_timeout')],
    [true, new HttpError('connect', 'ECONNREFUSED')],
    [false, new HttpError('connect', 'address_not_allowed')],
    [false, new HttpError('connect', 'ENOTFOUND')],
    [false, new HttpError('connect', 'CERT_HAS_EXPIRED')],
  ])('%s after %s', (worth, error) => {
    expect(isWorthTrying({ lookups: [], ...(error ? { error } : {}) })).toBe(worth)
  })
})
