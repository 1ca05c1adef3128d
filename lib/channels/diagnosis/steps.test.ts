import { describe, expect, it } from 'vitest'
import { messages } from '#lib/i18n/messages.ts'
import { HttpError } from '#lib/providers/http-error.ts'
import { callbackStep } from './callback-step.ts'
import { clockStep } from './clock-step.ts'
import { explainStep } from './explain-step.ts'
import { lossStep } from './loss-step.ts'
import { networkSteps } from './network-steps.ts'
import type { Reach } from './reach.ts'

const at = new Date('2026-11-21T02:00:00.500Z')
const answered = (headers: Record<string, string> = {}, status = 200): Reach => ({
  lookups: [{ step: 'lookup', ms: 3, address: '93.184.216.34' }],
  connect: { step: 'connect', ms: 9, local: '10.0.0.7', remote: '93.184.216.34' },
  secure: { step: 'secure', ms: 12, protocol: 'TLSv1.3', validUntil: new Date('2099-01-01') },
  answer: { ms: 40, response: { status, headers, body: new Uint8Array() }, at },
})
const told = (baseUrl: string, reach: Reach) =>
  networkSteps(baseUrl, reach).map(({ name, state, says, trouble }) =>
    [name, state, says ?? trouble?.code].join(' '),
  )

describe('the way to the vendor', () => {
  it('all well', () => {
    expect(told('https://api.example.com', answered())).toEqual([
      'lookup ok lookup',
      'connect ok connect',
      'secure ok secure',
      'answer ok answer',
      'outgoing info outgoingPrivate',
    ])
  })
  it('plain http is a warning, a 5xx too, and the rest is still said', () => {
    const { secure: _, ...plain } = answered({}, 502)
    expect(told('http://93.184.216.34', plain)).toEqual([
      'lookup info literal',
      'connect ok connect',
      'secure warn plain',
      'answer warn answerBroken',
      'outgoing info outgoingPrivate',
    ])
  })
  it('a certificate that ends soon', () => {
    const validUntil = new Date(Date.now() + 5 * 86_400_000)
    const reach = answered()
    if (reach.secure) reach.secure.validUntil = validUntil
    expect(told('https://api.example.com', reach)).toContain('secure warn secureEnds')
  })
  it.each<[string, Reach, string]>([
    [
      'an unknown name',
      { lookups: [], error: new HttpError('connect', 'ENOTFOUND') },
      'lookup bad ENOTFOUND',
    ],
    [
      'a closed port',
      { lookups: answered().lookups, error: new HttpError('connect', 'ECONNREFUSED') },
      'connect bad ECONNREFUSED',
    ],
    [
      'a certificate that is over',
      {
        lookups: answered().lookups,
        connect: { step: 'connect', ms: 1, local: '8.8.4.4', remote: '93.184.216.34' },
        error: new HttpError('connect', 'CERT_HAS_EXPIRED'),
      },
      'secure bad CERT_HAS_EXPIRED',
    ],
  ])('%s ends it there', (_, reach, last) => {
    const steps = told('https://api.example.com', reach)
    expect(steps.filter((step) => step.includes(' bad '))).toEqual([last])
    expect(steps.some((step) => step.startsWith('answer'))).toBe(false)
  })
})

describe('several tries', () => {
  const taken = (baseUrl: string, reach: Reach, took: number[], codes: string[]) =>
    networkSteps(baseUrl, reach, { took, codes }).map(({ name, state }) => `${name} ${state}`)

  it('stand between the connection and the answer', () => {
    expect(taken('https://api.example.com', answered(), [1, 2], [])).toEqual([
      'lookup ok',
      'connect ok',
      'secure ok',
      'loss ok',
      'answer ok',
      'outgoing info',
    ])
  })
  it('are said where the first connection failed as well', () => {
    const reach = { lookups: answered().lookups, error: new HttpError('connect', 'ECONNREFUSED') }
    const lost = ['ECONNREFUSED', 'ECONNREFUSED']
    expect(taken('https://api.example.com', reach, [], lost)).toEqual([
      'lookup ok',
      'connect bad',
      'loss bad',
    ])
  })
  it.each<[string, number[], string[], object]>([
    ['ok loss', [30, 10, 20], [], { made: 3, percent: 0, least: 10, median: 20, most: 30 }],
    ['info lossLate', [10, 1_012], [], { percent: 0, least: 10, median: 511, most: 1_012 }],
    ['warn lossSome', [8, 4], ['closed'], { made: 2, percent: 33, median: 6, codes: 'closed' }],
    ['bad lossAll', [], ['a', 'b', 'a'], { made: 0, tries: 3, percent: 100, codes: 'a ×2, b' }],
  ])('%s', (expected, took, codes, params) => {
    const step = lossStep('https://api.example.com', { took, codes })
    expect(`${step.state} ${step.says}`).toBe(expected)
    expect(step.params).toMatchObject({
      target: 'api.example.com:443',
      way: 'TCP + TLS',
      ...params,
    })
    for (const locale of ['en', 'zh-CN'] as const) {
      const explained = explainStep('upyun', step, locale)
      expect(`${explained.text}${explained.advice ?? ''}`).not.toMatch(/[{}]|undefined/)
      expect(explained.text).toMatch(/ping/)
      expect(explained.params).toEqual(step.params)
    }
  })
})

describe('the clock', () => {
  it.each([
    ['Sat, 21 Nov 2026 02:00:00 GMT', 'clock ok clock 0'],
    ['Sat, 21 Nov 2026 01:59:30 GMT', 'clock warn clockAhead 30'],
    ['Sat, 21 Nov 2026 02:01:30 GMT', 'clock bad clockBehind 90'],
  ])('%s', (date, expected) => {
    const [step] = clockStep(answered({ date }))
    expect([step?.name, step?.state, step?.says, step?.params?.seconds ?? 0].join(' ')).toBe(
      expected,
    )
  })
  it.each<Record<string, string>>([{}, { date: 'yesterday' }])('%j says nothing', (headers) => {
    expect(clockStep(answered(headers))).toEqual([])
  })
})

describe('our callback address', () => {
  const place: { lastCallbackAt: Date | null; resolve: () => Promise<string[]> } = {
    lastCallbackAt: null,
    resolve: async () => ['93.184.216.34'],
  }
  const parseCallback = () => []
  const judge = async (
    callbackOrigin: string,
    scheme?: 'https' | 'http_port_80',
    more: Partial<typeof place> = {},
  ) => {
    const provider = { parseCallback, ...(scheme ? { callbackScheme: scheme } : {}) }
    const { state, says } = await callbackStep(provider, { ...place, ...more, callbackOrigin })
    return `${state} ${says}`
  }
  it.each<[string, 'https' | 'http_port_80' | undefined, string]>([
    ['https://sms.example.com', undefined, 'info callbackNever'],
    ['http://sms.example.com', undefined, 'warn callbackPlain'],
    ['http://sms.example.com', 'https', 'bad callbackHttps'],
    ['http://sms.example.com', 'http_port_80', 'info callbackNever'],
    ['https://sms.example.com', 'http_port_80', 'warn callbackAlsoHttp'],
    ['http://sms.example.com:8080', 'http_port_80', 'bad callbackPort80'],
    ['http://127.0.0.1:3000', undefined, 'bad callbackPrivate'],
    ['http://[::1]:3000', undefined, 'bad callbackPrivate'],
  ])('%s for %s is %s', async (callbackOrigin, scheme, expected) => {
    expect(await judge(callbackOrigin, scheme)).toBe(expected)
  })
  it('a push that came is the proof', async () => {
    expect(await judge('https://sms.example.com', undefined, { lastCallbackAt: at })).toBe(
      'ok callbackCame',
    )
  })
  it('a name nobody knows, and one that leads inside', async () => {
    const url = 'https://sms.example.com'
    expect(await judge(url, undefined, { resolve: async () => [] })).toBe('bad callbackUnknownHost')
    const inside = { resolve: async () => ['10.1.2.3'] }
    expect(await judge(url, undefined, inside)).toBe('warn callbackInside')
  })
  it('a vendor that pushes nothing needs none', async () => {
    const step = await callbackStep({}, { ...place, callbackOrigin: 'http://127.0.0.1' })
    expect(step).toMatchObject({ state: 'info', says: 'callbackNone' })
  })
})

describe('words', () => {
  it('every piece of advice belongs to something said, in both languages', () => {
    for (const { says, advice } of [messages.en.diagnosis, messages['zh-CN'].diagnosis]) {
      const known = new Set([...Object.keys(says), 'vendor'])
      expect(Object.keys(advice).filter((key) => !known.has(key))).toEqual([])
    }
  })
  it('fill every place', () => {
    const steps = [
      ...networkSteps('https://api.example.com', answered()),
      ...clockStep(answered({ date: 'Sat, 21 Nov 2026 01:59:30 GMT' })),
    ]
    for (const step of steps) {
      for (const locale of ['en', 'zh-CN'] as const) {
        const { text, advice } = explainStep('infocloud', step, locale)
        expect(`${text}${advice ?? ''}`).not.toMatch(/[{}]|undefined/)
      }
    }
  })
  it('a trouble is explained with what the network says', () => {
    const trouble = { failure: 'unavailable', code: 'ECONNREFUSED' }
    const step = explainStep('upyun', { name: 'connect', state: 'bad', trouble }, 'en')
    expect(step).toMatchObject({
      title: 'Connection',
      text: expect.stringContaining('Nothing listens'),
    })
    expect(step.advice).toBeTruthy()
  })
})
