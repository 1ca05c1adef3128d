import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call, HttpRequest } from '#lib/providers/call.ts'
import type { Provider } from '#lib/providers/contract.ts'
import { createHttp } from '#lib/providers/http.ts'
import { getProvider, vendors } from '#lib/providers/registry.ts'
import { type Sandbox, startSandbox } from '#lib/sandbox/start.ts'
import { readActual, rowNames } from './capabilities/cell.ts'
import { table, writeTable } from './capabilities/table.ts'
import { sendRequest, vendorCases } from './vendor-cases.ts'

const cells = vendors.flatMap((vendor) =>
  rowNames.map((row) => ({ vendor, row, cell: table[vendor][row], provider: getProvider(vendor) })),
)

test.each(cells)(
  '$vendor, $row: the adapter can what the table says',
  ({ cell, provider, row }) => {
    const actual = readActual(row, provider)
    if (actual === undefined) return
    expect(actual).toEqual(cell === false ? false : (cell.is ?? true))
  },
)

/** A name as it stands in a source, in whichever quotes. */
const isQuoted = (source: string, name: string): boolean =>
  ["'", '"', '`'].some((quote) => source.includes(`${quote}${name}${quote}`))

test.each(cells)('$vendor, $row: each test that it names is there', ({ cell }) => {
  if (cell === false) return
  expect(cell.proofs.length).toBeGreaterThan(0)
  for (const [file, name] of cell.proofs) {
    expect(file).toMatch(/^lib\/(conformance|providers)\/.*\.test\.ts$/)
    expect(existsSync(file), file).toBe(true)
    const source = readFileSync(file, 'utf8')
    expect(isQuoted(source, name), `${file}: ${name}`).toBe(true)
    expect(source).not.toMatch(/\b(?:test|it|describe)\.(?:skip|only|todo)\b/)
  }
})

test('the printed table has every vendor and row, and a test for each cell that is not empty', () => {
  const lines = writeTable().split('\n')
  const body = lines.slice(2, 2 + rowNames.length).map((line) => line.split(' | ').slice(1))
  expect(lines[0]).toBe(`| | ${vendors.join(' | ')} |`)
  for (const row of body) {
    expect(row).toHaveLength(vendors.length)
    for (const cell of row) expect(cell.startsWith('–') || cell.includes('](#tests)')).toBe(true)
  }
})

describe('against the sandbox', () => {
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ reviewDelayMs: 0 })
  })
  afterAll(() => sandbox.stop())

  let nonces = 0
  const callOf = (vendor: (typeof vendors)[number], seen: HttpRequest[] = []): Call<unknown> => {
    const provider: Provider = getProvider(vendor)
    const http = createHttp({ allow: [new URL(sandbox.urls[vendor]).host] })
    return {
      credentials: sandbox.accounts[vendor],
      settings: provider.settings.parse({}),
      baseUrl: sandbox.urls[vendor],
      http: (request) => {
        seen.push(request)
        return http(request)
      },
      now: () => new Date(),
      nonce: () => `${Date.now()}${String(++nonces).padStart(12, '0')}`,
    }
  }
  const phones = (count: number, from: number) =>
    Array.from({ length: count }, (_, n) => String(13_600_000_000 + from * 10_000 + n))

  test.each(vendors)(
    '%s takes a call as full as its limit says, and refuses one more',
    async (vendor) => {
      const provider = getProvider(vendor)
      const template = await vendorCases[vendor].usableTemplate(sandbox)
      const count = provider.limits.recipientsPerCall
      const seen: HttpRequest[] = []
      const request = sendRequest(template, phones(count, 1))
      const { outcome } = await provider.send(callOf(vendor, seen), request)
      expect(outcome.filter((one) => one.accepted)).toHaveLength(count)
      expect(seen).toHaveLength(1)
      expect(sandbox.control.accepted(vendor).total).toBe(count)
      const more = provider.send(callOf(vendor), sendRequest(template, phones(count + 1, 2)))
      await expect(more).rejects.toMatchObject({ name: 'ProviderError' })
      expect(sandbox.control.accepted(vendor).total).toBe(count)
    },
  )

  test.each(vendors)('our reference is in what %s is sent, or is not', async (vendor) => {
    const seen: HttpRequest[] = []
    const template = await vendorCases[vendor].usableTemplate(sandbox)
    const request = sendRequest(template, phones(2, 3))
    await getProvider(vendor).send(callOf(vendor, seen), request)
    const sent = seen.map(({ url, headers, body }) => `${url} ${JSON.stringify(headers)} ${body}`)
    const travels = sent.some((text) => text.includes(request.reference))
    expect(travels).toBe(table[vendor].reference !== false)
  })
})
