import { createServer, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import type { HttpRequest } from './call.ts'
import { checkBaseUrl, createHttp, type HttpOptions } from './http.ts'
import { HttpError } from './http-error.ts'
import { answer, startRawServer } from './raw-server.fixture.ts'

const post = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'POST',
  url: `${url}/send?a=1`,
  body: '{"x":1}',
  ...more,
})

/** One POST to a server that plays the answer; what came out, and what the server saw. */
async function play(
  onRequest: (socket: Socket, text: string) => void,
  options: Partial<HttpOptions> = {},
  more: Partial<HttpRequest> = {},
) {
  await using server = await startRawServer(onRequest)
  const http = createHttp({ allow: [server.target], answerTimeoutMs: 500, ...options })
  const outcome = await http(post(server.url, more)).then(
    (response) => ({ response, text: Buffer.from(response.body).toString() }),
    (error: unknown) => ({ error: error as HttpError }),
  )
  // Long enough for a second attempt to show.
  await new Promise((resolve) => setTimeout(resolve, 30))
  return { ...outcome, received: [...server.received] }
}

async function fail(request: HttpRequest, options: Partial<HttpOptions> = {}): Promise<HttpError> {
  const error = await createHttp({ allow: [], ...options })(request).catch((e: unknown) => e)
  expect(error).toBeInstanceOf(HttpError)
  return error as HttpError
}

describe('an answer', () => {
  it('comes whole, with status, headers and bytes', async () => {
    const out = await play((socket) =>
      socket.end(answer('200 OK', '{"码":1}', ['X-A: 1', 'X-A: 2', 'Date: now'])),
    )
    expect(out).toMatchObject({ text: '{"码":1}', response: { status: 200 } })
    expect('response' in out && out.response.headers).toMatchObject({ 'x-a': '1, 2', date: 'now' })
    expect(out.received).toHaveLength(1)
    expect(out.received[0]).toContain('POST /send?a=1 HTTP/1.1\r\n')
    expect(out.received[0]).toMatch(/connection: close/i)
    expect(out.received[0]).toMatch(/content-length: 7\r\n/i)
    expect(out.received[0]).toMatch(/\r\n\r\n\{"x":1\}$/)
  })

  it('may end with the connection, or come in chunks', async () => {
    const closed = await play((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nhello'))
    expect(closed).toMatchObject({ text: 'hello' })
    const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n'
    expect(await play((socket) => socket.end(chunked))).toMatchObject({ text: 'abc' })
  })

  it.each(['<html>busy</html>', ''])('is given as it is, whatever it holds: %j', async (body) => {
    const out = await play((socket) => socket.end(answer('502 Bad Gateway', body)))
    expect(out).toMatchObject({ response: { status: 502 }, text: body })
  })

  it('early and whole counts, though the connection is reset after it', async () => {
    const out = await play((socket) => {
      socket.write(answer('200 OK', 'taken'), () => setTimeout(() => socket.resetAndDestroy(), 20))
    })
    expect(out).toMatchObject({ text: 'taken', received: [expect.any(String)] })
  })
})

describe('nothing is sent a second time', () => {
  it.each([
    ['421 Misdirected Request', []],
    ['307 Temporary Redirect', ['Location: /elsewhere']],
    ['308 Permanent Redirect', ['Location: /elsewhere']],
    ['302 Found', ['Location: http://127.0.0.1:1/']],
    ['408 Request Timeout', ['Connection: close']],
    ['425 Too Early', []],
    ['503 Service Unavailable', ['Retry-After: 0']],
  ])('after %s', async (status, headers) => {
    const out = await play((socket) => socket.end(answer(status, 'no', headers)))
    expect(out).toMatchObject({ response: { status: Number(status.slice(0, 3)) } })
    expect(out.received).toHaveLength(1)
  })

  it.each<[string, (socket: Socket) => void, string]>([
    ['a reset', (socket) => socket.resetAndDestroy(), 'ECONNRESET'],
    ['a close without a word', (socket) => socket.end(), 'ECONNRESET'],
    ['silence', () => {}, 'answer_timeout'],
    ['half a status line', (socket) => socket.write('HTTP/1.1 20'), 'answer_timeout'],
    [
      'half an answer and a close',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"a"'),
      'answer_cut_off',
    ],
    [
      'half an answer and silence',
      (socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"a"'),
      'answer_timeout',
    ],
    [
      'a chunk cut off',
      (socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\n{"a"'),
      'answer_cut_off',
    ],
    ['no HTTP', (socket) => socket.end('220 smtp ready\r\n'), 'HPE_INVALID_CONSTANT'],
    [
      'an upgrade',
      (socket) => socket.end('HTTP/1.1 101 x\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
      'closed',
    ],
  ])('after %s, and the outcome is unknown', async (_, onRequest, code) => {
    const out = await play(onRequest, { answerTimeoutMs: 150 })
    expect(out).toMatchObject({ error: { name: 'HttpError', phase: 'answer', code } })
    expect(out.received).toHaveLength(1)
  })

  it('after a reset in the middle of an answer, and the outcome is unknown', async () => {
    const out = await play((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{"a"', () =>
        setTimeout(() => socket.resetAndDestroy(), 20),
      )
    })
    expect(out).toMatchObject({ error: { phase: 'answer' } })
    expect(out.received).toHaveLength(1)
  })

  it('when the connection is reset before the request is read', async () => {
    await using server = await startRawServer(
      () => {},
      (socket) => setImmediate(() => socket.resetAndDestroy()),
    )
    const error = await fail(post(server.url), { allow: [server.target] })
    // Connected, so perhaps it left: never `connect`.
    expect(error.phase).toBe('answer')
    expect(server.received.length).toBeLessThanOrEqual(1)
  })

  it('an early answer while a large body is still being written ends the call once', async () => {
    await using server = await startRawServer(
      () => {},
      (socket) =>
        socket.write(answer('200 OK', 'early'), () =>
          setTimeout(() => socket.resetAndDestroy(), 20),
        ),
    )
    const http = createHttp({ allow: [server.target] })
    const body = 'x'.repeat(8_000_000)
    const out = await http(post(server.url, { body })).then(
      (response) => Buffer.from(response.body).toString(),
      (error: unknown) => (error as HttpError).phase,
    )
    expect(['early', 'answer']).toContain(out)
    expect(server.received).toHaveLength(1)
  })
})

describe('an answer that breaks off', () => {
  const head = 'HTTP/1.1 200 OK\r\nx-a: 1\r\ncontent-length: 10\r\n\r\n'
  it.each<[string, (socket: Socket) => void]>([
    ['with a close', (socket) => socket.end(`${head}13800`)],
    ['with silence', (socket) => socket.write(`${head}13800`)],
    [
      'with a reset',
      (socket) =>
        socket.write(`${head}13800`, () => setTimeout(() => socket.resetAndDestroy(), 50)),
    ],
  ])('%s is kept as far as it came, and never logged', async (_, onRequest) => {
    const out = await play(onRequest, { answerTimeoutMs: 150 })
    if (!('error' in out)) throw new Error('no error')
    expect(out.error).toMatchObject({ part: { status: 200, headers: { 'x-a': '1' } } })
    expect(Buffer.from(out.error.part?.body ?? []).toString()).toBe('13800')
    expect(Object.keys(out.error)).not.toContain('part')
    expect(inspect(out.error)).not.toContain('part')
  })
  it('before its head came has no part', async () => {
    const out = await play((socket) => socket.write('HTTP/1.1 20'), { answerTimeoutMs: 100 })
    expect('error' in out && out.error.part).toBeUndefined()
  })
})

describe('bounds', () => {
  it('a request may wait shorter than the client', async () => {
    const started = performance.now()
    const out = await play(() => {}, { answerTimeoutMs: 10_000 }, { timeoutMs: 60 })
    expect(out).toMatchObject({ error: { phase: 'answer', code: 'answer_timeout' } })
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it('an answer over the limit is refused', async () => {
    const big = answer('200 OK', 'x'.repeat(2_000))
    const out = await play((socket) => socket.end(big), { maxAnswerBytes: 1_000 })
    expect(out).toMatchObject({ error: { phase: 'answer', code: 'answer_too_large' } })
  })

  it('a request may take a larger answer than the client', async () => {
    const big = answer('200 OK', 'x'.repeat(2_000))
    const options = { maxAnswerBytes: 1_000 }
    const out = await play((socket) => socket.end(big), options, { maxAnswerBytes: 2_000 })
    expect(out).toMatchObject({ text: 'x'.repeat(2_000) })
    const over = await play((socket) => socket.end(big), options, { maxAnswerBytes: 1_999 })
    expect(over).toMatchObject({ error: { code: 'answer_too_large' } })
  })

  it('a TLS handshake that never ends was never a request', async () => {
    await using server = await startRawServer(() => {})
    const url = server.url.replace('http:', 'https:')
    const error = await fail(post(url), { allow: [server.target], connectTimeoutMs: 100 })
    expect(error).toMatchObject({ phase: 'connect', code: 'connect_timeout' })
    expect(server.received.join('')).not.toContain('/send')
  })
})

describe('never connected', () => {
  it('is phase connect: a closed port, a name that does not exist, a broken handshake', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const target = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    await new Promise((resolve) => server.close(resolve))
    const refused = await fail(post(`http://${target}`), { allow: [target] })
    expect(refused).toMatchObject({ phase: 'connect', code: 'ECONNREFUSED' })

    expect(await fail(post('http://nowhere.invalid'))).toMatchObject({ phase: 'connect' })

    await using plain = await startRawServer(
      () => {},
      (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'),
    )
    const url = plain.url.replace('http:', 'https:')
    const broken = await fail(post(url), { allow: [plain.target] })
    expect(broken.phase).toBe('connect')
    expect(plain.received.join('')).not.toContain('/send')
  })

  it('a header that cannot be written or a foreign scheme is refused before connecting', async () => {
    await using server = await startRawServer(() => {})
    const allow = [server.target]
    const line = await fail(post(server.url, { headers: { authorization: 'a\r\nb: c' } }), {
      allow,
    })
    expect(line).toMatchObject({ phase: 'connect', code: 'invalid_request' })
    expect(await fail(post('file:///etc'))).toMatchObject({ code: 'invalid_request' })
    expect(await fail(post('not an address'))).toMatchObject({ code: 'invalid_request' })
    expect(server.received).toHaveLength(0)
  })

  it.each([
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f.1',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:a9fe:a9fe]',
    'http://169.254.169.254',
    'https://10.1.2.3',
    'http://localhost',
  ])('%s is not allowed unless the list names it', async (url) => {
    const error = await fail(post(url), { allow: ['127.0.0.1:9', 'localhost:81'] })
    expect(error).toMatchObject({ phase: 'connect', code: 'address_not_allowed' })
  })
})

describe('checkBaseUrl', () => {
  it.each([
    ['https://api.example.com', undefined],
    ['http://10.0.0.1:8080/forward', undefined],
    ['ftp://example.com', 'url_scheme'],
    ['javascript:alert(1)', 'url_invalid'],
    ['https://u:p@example.com', 'url_credentials'],
    ['https://example.com?x=1', 'url_query'],
    ['https://example.com/#', 'url_query'],
    ['example.com', 'url_invalid'],
    ['', 'url_invalid'],
  ])('%s', (url, code) => {
    expect(checkBaseUrl(url)?.code).toBe(code)
  })
})
