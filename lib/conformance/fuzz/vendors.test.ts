import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HttpResponse, ProviderError } from '#lib/providers/call.ts'
import { vendors } from '#lib/providers/registry.ts'
import { type Sandbox, startSandbox } from '#lib/sandbox/start.ts'
import { runs, seed } from './fuzz-settings.fixture.ts'
import { createRandom, mutate } from './mutate.ts'
import { type Recording, record } from './record.fixture.ts'
import { survives } from './survive.fixture.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({
    reportDelayMs: [0, 0],
    settings: { infocloud: { queriesPerMinute: 0 } },
  })
})
afterAll(() => sandbox.stop())

const bearing = {
  seed,
  limitMs: 100,
  known: (error: unknown) => error instanceof ProviderError,
}

const pick = <T>(list: T[], random: () => number): T | undefined =>
  list[Math.floor(random() * list.length)]

describe.each(vendors)(`%s, seed ${seed}`, (vendor) => {
  let recording: Recording
  const random = createRandom(seed)
  beforeAll(async () => {
    recording = await record(sandbox, vendor)
  })

  test('answers that are broken', async () => {
    const { answers, asked, call } = recording
    expect(answers.length).toBeGreaterThan(0)
    for (const one of asked) {
      for (let n = 0; n < runs; n++) {
        const whole = pick(answers, random) as HttpResponse
        const body = mutate(Buffer.from(whole.body), random)
        const status = pick([whole.status, 200, 400, 409, 500, 502], random) as number
        await survives(() => one.ask(call(async () => ({ ...whole, status, body }))), body, bearing)
      }
    }
  })

  test('pushes that are broken', async () => {
    const { provider, pushes, call } = recording
    if (!provider.parseCallback) return expect(pushes).toEqual([])
    expect(pushes.length).toBeGreaterThan(0)
    const { credentials, settings } = call(async () => Promise.reject())
    for (let n = 0; n < runs; n++) {
      const whole = pick(pushes, random)
      if (!whole) continue
      const body = mutate(Buffer.from(whole.body), random)
      const query = mutate(Buffer.from(whole.query), random).toString('latin1')
      const contentType = pick([whole.contentType, '', 'text/xml; charset=utf-7'], random) ?? ''
      const raw = { ...whole, body, contentType, query: random() < 0.5 ? whole.query : query }
      await survives(() => provider.parseCallback?.(raw, { credentials, settings }), body, bearing)
    }
  })

  test('a document type is refused unread', () => {
    const { provider, call } = recording
    const { credentials, settings } = call(async () => Promise.reject())
    const body = Buffer.from(
      '<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "&b;&b;"><!ENTITY b "x">]><xml>&a;</xml>',
    )
    const raw = { method: 'POST', query: '', contentType: 'text/xml', body }
    const parse = () => provider.parseCallback?.(raw, { credentials, settings })
    if (provider.parseCallback) expect(parse).toThrow(ProviderError)
  })
})
