import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Call } from '#lib/providers/call.ts'
import { createHttp } from '#lib/providers/http.ts'
import { upyun } from '#lib/providers/upyun/provider.ts'
import { type Sandbox, startSandbox } from '#lib/sandbox/start.ts'
import { newPhone, sendRequest, vendorCases } from './vendor-cases.ts'

// Where the document says nothing a server may do either: each way is tried.

/** 04:00 in China, 20:00 of the day before in UTC. */
const early = new Date('2026-11-20T20:00:00Z')
let sandbox: Sandbox
let template: string
beforeAll(async () => {
  sandbox = await startSandbox({
    reportDelayMs: [0, 0],
    reviewDelayMs: 0,
    now: () => early.getTime(),
  })
})
beforeEach(async () => {
  sandbox.control.reset()
  template = await vendorCases.upyun.usableTemplate(sandbox)
})
afterAll(() => sandbox.stop())

const call = (): Call<{ token: string }> => ({
  credentials: sandbox.accounts.upyun as { token: string },
  settings: {},
  baseUrl: sandbox.urls.upyun,
  http: createHttp({ allow: [new URL(sandbox.urls.upyun).host] }),
  now: () => early,
  nonce: () => '1',
})
const send = (phones: string[]) => upyun.send(call(), sendRequest(template, phones))

async function pullAll(day: string): Promise<(string | undefined)[]> {
  const phones: (string | undefined)[] = []
  for (let page = 1, more = true; more; page++) {
    const raw = await upyun.pullReports?.fetch(call(), { day, page, submissionIds: [] })
    const parsed = raw && upyun.pullReports?.parse(raw)
    phones.push(...(parsed?.events ?? []).map(({ phone }) => phone))
    more = parsed?.more ?? false
  }
  return phones
}

test.each([
  { pageCap: 20, fields: 'samples' },
  { pageCap: 20, fields: 'tables' },
  { pageCap: 1_000, fields: 'tables' },
  { pageCap: 20, pageOver: 'refused' },
])('every report is read with %j', async (settings) => {
  sandbox.control.setSettings('upyun', settings)
  const phones = Array.from({ length: 150 }, newPhone)
  await send(phones)
  await sandbox.control.flush('upyun')
  expect((await pullAll('2026-11-21')).sort()).toEqual([...phones].sort())
})

test.each(['china', 'utc'])(
  'a message of the early morning is found, days in %s',
  async (daysIn) => {
    sandbox.control.setSettings('upyun', { daysIn })
    const phone = newPhone()
    const { outcome } = await send([phone])
    const id = outcome[0]?.accepted ? outcome[0].vendorMessageId : undefined
    const ask = { phone, text: '', reference: '', templateVendorId: template, calledAt: early }
    const text = '张三您好，本次收入12.50元。'
    expect(await upyun.findOutcome?.(call(), { ...ask, text })).toMatchObject({
      found: 'accepted',
      vendorMessageId: id,
    })
    expect(await upyun.records?.(call(), { phone, day: '2026-11-21' })).toMatchObject([
      { vendorMessageId: id },
    ])
  },
)

test('a template says nothing of what no table names', async () => {
  sandbox.control.setSettings('upyun', { fields: 'tables' })
  const listed = await upyun.templates?.list(call())
  expect(listed).toMatchObject({ whole: true, templates: [{ vendorId: template }] })
  expect(listed?.templates[0]?.settings).toEqual({ reportType: expect.any(String) })
})
