import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Channel, credentialsPlace, openChannel } from '#lib/channels/open-channel.ts'
import { readKeyring, seal } from '#lib/crypto/keyring.ts'
import { logger } from '#lib/logging/logger.ts'
import { ProviderError } from '#lib/providers/call.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { createHttp } from '#lib/providers/http.ts'
import { type Vendor, vendors } from '#lib/providers/registry.ts'
import { leakyCredentials, openEcho, secretBegin, secretHash } from './echo.fixture.ts'
import { type Asking, listCalls } from './fuzz/record.fixture.ts'
import { newPhone } from './vendor-cases.ts'

let echo: Awaited<ReturnType<typeof openEcho>>
beforeAll(async () => {
  echo = await openEcho()
})
afterAll(() => echo.close())

const keys = readKeyring(`k1:${randomBytes(32).toString('base64')}`)
const id = '00000000-0000-4000-8000-000000000001'

function open(vendor: Vendor, baseUrl: string, settings: Record<string, unknown> = {}) {
  const credentials = seal(keys, credentialsPlace(id), JSON.stringify(leakyCredentials(vendor)))
  const channel = { id, vendor, baseUrl, settings, credentials } as Channel
  return openChannel({ keys, http: createHttp({ allow: [echo.host] }) }, channel)
}

const draft = {
  ...{ title: 't', signature: '云通信', text: '您好', settings: {} },
  category: 'notification' as const,
}
const templateCalls = ({ templates }: Provider): Asking[] =>
  templates
    ? [
        { name: 'create', ask: (call) => templates.create(call, draft) },
        { name: 'update', ask: (call) => templates.update(call, '7', draft) },
        { name: 'remove', ask: (call) => templates.remove(call, '7') },
      ]
    : []

const callsOf = (provider: Provider, phone: string): Asking[] => [
  ...listCalls(provider, { template: '7', phone, submissionId: '1' }),
  ...templateCalls(provider),
  { name: 'diagnose', ask: async (call) => provider.diagnose?.(call) },
]

/** As the project's logger would write it, and as Node prints an error that nobody caught. */
function writeDown(thrown: unknown): string {
  const { err } = logger[pino.symbols.serializersSym as never] as { err(error: unknown): unknown }
  return JSON.stringify(err(thrown)) + inspect(thrown, { depth: 9 })
}

const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    (answer) => ({ words: JSON.stringify(answer ?? ''), error: undefined }),
    (error: unknown) => ({ words: writeDown(error), error }),
  )

const settingsOf: Partial<Record<Vendor, Record<string, unknown>[]>> = {
  smsadmin: [
    { style: 'plain', method: 'get' },
    { style: 'plain' },
    { style: 'md5', method: 'get' },
  ],
}
const cases = vendors.flatMap((vendor) =>
  (settingsOf[vendor] ?? [{}]).flatMap((settings) =>
    [404, 200].map((status) => ({ vendor, status, settings })),
  ),
)

describe.each(cases)('$vendor $settings answers $status with the request', (one) => {
  test('and neither a secret nor a phone is in what is thrown or said', async () => {
    echo.status = one.status
    const { provider, call } = open(one.vendor, echo.url, one.settings)
    const phone = newPhone()
    const all: string[] = []
    for (const { name, ask } of callsOf(provider, phone)) {
      const { words, error } = await outcomeOf(ask(call))
      if (name === 'send') expect(error).toBeInstanceOf(ProviderError)
      for (const hidden of [secretBegin, secretHash, phone])
        expect(words, `${name}: ${words}`).not.toContain(hidden)
      all.push(words)
    }
    // The words themselves are still there.
    expect(all.join()).toContain(`HTTP ${one.status}: Cannot`)
    if (one.vendor !== 'infocloud') expect(all.join()).toContain('***')
  })
})

test.each(vendors)('%s: nor where the address is no address', async (vendor) => {
  const { provider, call } = open(vendor, 'http://', { method: 'get', style: 'plain' })
  for (const { ask } of callsOf(provider, newPhone())) {
    const { words } = await outcomeOf(ask(call))
    expect(words).not.toContain(secretBegin)
  }
})

test.each(vendors)('%s: its codes and its own rules stay as they are', (vendor) => {
  const { provider } = open(vendor, echo.url)
  expect(provider.vendor).toBe(vendor)
  expect(provider.settings.parse({})).toBeTypeOf('object')
  expect(Object.keys(provider.codes).length).toBeGreaterThan(0)
  expect(provider.valueProblem?.('张三')).toBeUndefined()
})
