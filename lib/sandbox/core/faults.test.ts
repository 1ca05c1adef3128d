import { once } from 'node:events'
import { request } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { INFOCLOUD_DEMO_TEMPLATES as TEMPLATES } from '../infocloud/demo-templates.ts'
import { type Sandbox, startSandbox } from '../start.ts'
import { callInfocloud } from '../testing/infocloud-client.ts'
import { askUpyun } from '../testing/upyun-client.ts'
import { createFaultBook, type Fault } from './faults.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox()
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

/** Sends one message and says what came back: status and body, or that the line was cut. */
async function send(timeoutMs = 2_000): Promise<string> {
  const fields = { phones: '13800138000', templateCode: TEMPLATES.fixed.code }
  const outcome = callInfocloud(sandbox, '/message/send', fields)
    .then(async (response) => `${response.status} ${(await response.text()).slice(0, 12)}`)
    .catch(() => 'cut')
  const late = new Promise<string>((resolve) => setTimeout(resolve, timeoutMs, 'nothing'))
  return Promise.race([outcome, late])
}

const strike = (fault: Omit<Fault, 'vendor'>) =>
  sandbox.control.addFault({ vendor: 'infocloud', count: 1, ...fault })
const total = () => sandbox.control.accepted('infocloud').total

it.each<[Fault['fault'], RegExp, number]>([
  ['hang', /^nothing$/, 1],
  ['reset-before', /^cut$/, 0],
  ['reset-after', /^cut$/, 1],
  ['half-answer', /^cut$/, 1],
  ['early-200', /^cut$/, 0],
  ['html-200', /^200 <html>/, 1],
  ['html-502', /^502 <html>/, 1],
  ['system-error', /^200 \{"code":-1/, 0],
  ['http-500', /^500 $/, 0],
  ['not-found', /^404 $/, 0],
])('plays %s', async (fault, outcome, count) => {
  strike({ fault })
  expect(await send(300)).toMatch(outcome)
  expect(total()).toBe(count)
  expect(sandbox.control.faults()).toEqual([])
})

it('answers 421 once: a client that repeats by itself is then accepted', async () => {
  strike({ fault: 'misdirected-421' })
  const bare = request(`${sandbox.urls.infocloud}/message/send`, { method: 'POST' }).end('{}')
  const [response] = await once(bare, 'response')
  response.resume()
  expect(response.statusCode).toBe(421)
  expect(await send()).toMatch(/^200/)
  expect(total()).toBe(1)
})

it('holds an answer back that was accepted', async () => {
  strike({ fault: 'slow', ms: 300 })
  const startedAt = Date.now()
  expect(await send()).toMatch(/^200 \{"code":200/)
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(290)
})

it('redirects to where it is told', async () => {
  strike({ fault: 'redirect-307' })
  const response = await fetch(`${sandbox.urls.infocloud}/message/send`, {
    method: 'POST',
    redirect: 'manual',
  })
  expect(response.status).toBe(307)
  expect(response.headers.get('location')).toBe(
    `${sandbox.urls.infocloud}/message/send?redirected=1`,
  )
})

it('refuses with any code of the vendor, and knows no other', async () => {
  strike({ fault: 'refuse', code: '2000' })
  expect(await send()).toMatch(/^200 \{"code":2000/)
  sandbox.control.addFault({ vendor: 'upyun', fault: 'refuse', code: 'USER_NOT_FOUND' })
  expect(await askUpyun(sandbox, 'GET', '/api/templates')).toMatchObject({
    status: 404,
    json: { error_code: 'USER_NOT_FOUND' },
  })
  expect(() => strike({ fault: 'refuse', code: '4711' })).toThrow('4711')
})

it('can overrule whether the call counts', async () => {
  strike({ fault: 'html-502', accepts: false })
  expect(await send()).toMatch(/^502/)
  strike({ fault: 'http-500', accepts: true })
  expect(await send()).toMatch(/^500/)
  expect(total()).toBe(1)
})

it('strikes only the path and the method it is meant for', async () => {
  sandbox.control.addFault({
    vendor: 'upyun',
    fault: 'http-500',
    path: '/api/templates',
    method: 'PATCH',
  })
  const statusOf = async (method: string, path: string) =>
    (await askUpyun(sandbox, method, path)).status
  expect(await statusOf('GET', '/api/templates')).toBe(200)
  expect(await statusOf('PATCH', '/api/templates/11')).toBe(500)
  expect(await statusOf('PATCH', '/api/templates/11')).toBe(500)
  sandbox.control.clearFaults('upyun')
  expect(await statusOf('PATCH', '/api/templates/11')).toBe(404)
})

it('strikes with its probability', () => {
  const draws = [0.4, 0.6]
  const book = createFaultBook(() => draws.shift() ?? 1)
  book.add({ vendor: 'upyun', fault: 'hang', probability: 0.5 })
  expect(book.takeRequest('upyun', 'GET', '/x')).toMatchObject({ fault: 'hang' })
  expect(book.takeRequest('upyun', 'GET', '/x')).toBeUndefined()
})
