import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Call } from '#lib/providers/call.ts'
import { ProviderError } from '#lib/providers/call.ts'
import type { Provider, PullAsk } from '#lib/providers/contract.ts'
import type { RawDocument, VendorEvent } from '#lib/providers/events.ts'
import { createHttp } from '#lib/providers/http.ts'
import { doesPush } from '#lib/providers/pushes.ts'
import { providers, type Vendor, vendors } from '#lib/providers/registry.ts'
import { type Sandbox, startSandbox } from '#lib/sandbox/start.ts'
import { openListener } from './listener.fixture.ts'
import { newPhone, sendRequest, type VendorCase, vendorCases } from './vendor-cases.ts'

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({
    reportDelayMs: [0, 0],
    reviewDelayMs: 0,
    settings: {
      infocloud: { queriesPerMinute: 0, maskPhones: false },
      smsadmin: { pullIntervalMs: 0 },
    },
  })
})
afterAll(() => sandbox.stop())
afterEach(() => sandbox.control.clearFaults())

let nonces = 0
function callOf(vendor: Vendor, more: Partial<Call<unknown>> = {}): Call<unknown> {
  const provider: Provider = providers[vendor] as Provider
  const http = createHttp({ allow: [new URL(sandbox.urls[vendor]).host] })
  return {
    credentials: sandbox.accounts[vendor],
    settings: provider.settings.parse({}),
    baseUrl: sandbox.urls[vendor],
    http: (request) => http({ ...request, timeoutMs: 1_000 }),
    now: () => new Date(),
    nonce: () => `${Date.now()}${String(++nonces).padStart(12, '0')}`,
    ...more,
  }
}

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no error',
    (error: unknown) => (error instanceof ProviderError ? error.failure : String(error)),
  )

/** How many times the vendor itself took a message for this phone. */
const countTaken = (vendor: Vendor, phone: string) =>
  sandbox.control.accepted(vendor, { phone }).total

/** Page after page, as far as the vendor says that there is more. */
async function pullAll(
  pull: Provider['pullReports'],
  call: Call<unknown>,
  ask: Omit<PullAsk, 'page'>,
): Promise<VendorEvent[]> {
  const events: VendorEvent[] = []
  for (let page = 1, more = true; pull && more; page++) {
    const parsed = pull.parse(await pull.fetch(call, { ...ask, page }))
    events.push(...parsed.events)
    more = parsed.more
  }
  return events
}

describe.each(vendors)('%s', (vendor) => {
  const known: VendorCase = vendorCases[vendor]
  const provider = providers[vendor] as Provider
  let template: string
  beforeAll(async () => {
    template = await known.usableTemplate(sandbox)
  })
  const send = (phones: string[], more: Partial<Call<unknown>> = {}) =>
    provider.send(callOf(vendor, more), sendRequest(template, phones))

  test('takes a message and its text as we render it', async () => {
    const phones = [newPhone(), newPhone()]
    const { outcome } = await send(phones)
    expect(outcome.map((one) => one.accepted)).toEqual([true, true])
    for (const phone of phones) {
      const { entries } = sandbox.control.accepted(vendor, { phone })
      expect(entries.map((one) => one.text)).toEqual(['【云通信】张三您好，本次收入12.50元。'])
    }
  })

  test('sends each their own text where it can', async () => {
    const request = sendRequest(template, [newPhone(), newPhone()])
    request.recipients = request.recipients.map((one, n) => ({
      ...one,
      values: [`甲${n}`, `${n}`],
      text: `【云通信】甲${n}您好，本次收入${n}元。`,
    }))
    const sent = provider.send(callOf(vendor), request)
    if (provider.limits.perRecipientText === 'never') {
      expect(await failureOf(sent)).toBe('template_unavailable')
      return expect(countTaken(vendor, request.recipients[0]?.phone ?? '')).toBe(0)
    }
    await sent
    const texts = request.recipients.flatMap(({ phone }) =>
      sandbox.control.accepted(vendor, { phone }).entries.map((one) => one.text),
    )
    expect(texts).toEqual(['【云通信】甲0您好，本次收入0元。', '【云通信】甲1您好，本次收入1元。'])
  })

  test('refuses a wrong number, alone where the vendor tells them apart', async () => {
    const phones = [newPhone(), '10000000000', newPhone()]
    if (known.wrongNumber === 'whole') {
      expect(await failureOf(send(phones))).toBe('rejected')
      return expect(phones.map((phone) => countTaken(vendor, phone))).toEqual([0, 0, 0])
    }
    const { outcome, submissionId } = await send(phones)
    if (known.wrongNumber === 'counted') {
      expect(submissionId).toBeTruthy()
      for (const one of outcome) expect(one).toMatchObject({ failure: 'outcome_unknown' })
      return expect(phones.map((phone) => countTaken(vendor, phone))).toEqual([1, 0, 1])
    }
    expect(outcome[1]).toMatchObject({ accepted: false, failure: 'rejected' })
    expect(outcome.map((one) => one.accepted)).toEqual([true, false, true])
  })

  test.runIf(provider.balance)('says what is left', async () => {
    const quotas = await provider.balance?.(callOf(vendor))
    expect(quotas?.length).toBeGreaterThan(0)
    for (const quota of quotas ?? []) expect(quota.amount).toBeGreaterThan(0)
  })

  test('unauthorized, whichever part of the credentials is wrong', async () => {
    for (const name of Object.keys(sandbox.accounts[vendor])) {
      const phone = newPhone()
      const credentials = { ...sandbox.accounts[vendor], [name]: 'wrong' }
      expect(await failureOf(send([phone], { credentials }))).toBe('unauthorized')
      expect(countTaken(vendor, phone)).toBe(0)
    }
  })

  test('insufficient balance', async () => {
    const phone = newPhone()
    sandbox.control.setBalance(vendor, known.empty)
    expect(await failureOf(send([phone]))).toBe('insufficient_balance')
    sandbox.control.setBalance(vendor, known.full)
    expect(countTaken(vendor, phone)).toBe(0)
    await send([phone])
    expect(countTaken(vendor, phone)).toBe(1)
  })

  const needsTemplate = provider.templates || provider.templateCode?.required
  test.runIf(needsTemplate)('a template that does not exist', async () => {
    const request = sendRequest('860000000000009999'.slice(0, template.length + 4), [newPhone()])
    expect(await failureOf(provider.send(callOf(vendor), request))).toBe('template_unavailable')
  })

  test('every documented code becomes what our table says of it', async () => {
    const wrong: string[] = []
    let tried = 0
    for (const [code, entry] of Object.entries(provider.codes)) {
      try {
        sandbox.control.addFault({ vendor, fault: 'refuse', code, count: 1 })
      } catch {
        continue // Not a code that the vendor sends: a name of ours.
      }
      tried++
      const failure = await failureOf(send([newPhone()]))
      if (failure !== entry.failure) wrong.push(`${code}: ${failure}, not ${entry.failure}`)
    }
    expect(wrong).toEqual([])
    expect(tried).toBeGreaterThanOrEqual(known.documentedCodes ?? 11)
  })

  test.runIf(known.rateLimitCode)('rate limited', async () => {
    sandbox.control.addFault({
      vendor,
      fault: 'refuse',
      code: known.rateLimitCode as string,
      count: 1,
    })
    expect(await failureOf(send([newPhone()]))).toBe('rate_limited')
  })

  test('a port that nobody listens on is unavailable, a private address not allowed too', async () => {
    const closed = createServer()
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise((resolve) => closed.close(resolve))
    const baseUrl = `http://127.0.0.1:${port}`
    const http = createHttp({ allow: [`127.0.0.1:${port}`] })
    expect(await failureOf(send([newPhone()], { baseUrl, http }))).toBe('unavailable')
    expect(await failureOf(send([newPhone()], { baseUrl }))).toBe('unavailable')
  })

  const faults = [
    { fault: 'hang', taken: 1 },
    { fault: 'reset-before', taken: 0 },
    { fault: 'reset-after', taken: 1 },
    { fault: 'half-answer', taken: 1 },
    { fault: 'early-200', taken: 0 },
    { fault: 'html-200', taken: 1 },
    { fault: 'html-502', taken: 1 },
    { fault: 'http-500', taken: 0 },
    { fault: 'not-found', taken: 0 },
    { fault: 'system-error', taken: 0 },
    { fault: 'misdirected-421', taken: 0 },
    { fault: 'redirect-307', taken: 0 },
  ] as const

  test.each(faults.flatMap((one) => [one, { ...one, accepts: one.taken === 0 }]))(
    'sending with $fault (accepts: $accepts) is outcome_unknown and leaves once',
    async (one) => {
      const { fault, ...more } = one
      const accepts = 'accepts' in more ? more.accepts : more.taken === 1
      const phone = newPhone()
      sandbox.control.addFault({ vendor, fault, count: 1, path: known.sendPath, accepts })
      expect(await failureOf(send([phone]))).toBe('outcome_unknown')
      // The fault was used up by one request: a second one would have been taken.
      expect(countTaken(vendor, phone)).toBe(accepts ? 1 : 0)
      expect(sandbox.control.faults()).toEqual([])
    },
  )

  test.each(known.unsure)('$what is outcome_unknown, for each of them', async (answer) => {
    const headers = { 'content-type': 'application/json' }
    const body = Buffer.from(answer.body)
    const http = async () => ({ status: answer.status ?? 200, headers, body })
    const phones = [newPhone(), newPhone()]
    const failures = await send(phones, { http }).then(
      ({ outcome }) => outcome.map((one) => (one.accepted ? 'accepted' : one.failure)),
      (error: unknown) => [(error as ProviderError).failure],
    )
    expect(new Set(failures)).toEqual(new Set(['outcome_unknown']))
  })

  test('a slow answer within the time is an answer', async () => {
    const phone = newPhone()
    sandbox.control.addFault({ vendor, fault: 'slow', ms: 100, count: 1, path: known.sendPath })
    const { outcome } = await send([phone])
    expect(outcome).toMatchObject([{ accepted: true }])
  })

  test.runIf(provider.balance).each([
    ['hang', 'unavailable'],
    ['reset-after', 'unavailable'],
    ['http-500', 'unavailable'],
    ['half-answer', 'bad_response'],
    ['html-200', 'bad_response'],
    ['redirect-307', 'bad_response'],
  ] as const)('asking with %s is %s', async (fault, failure) => {
    sandbox.control.addFault({ vendor, fault, path: known.askPath })
    expect(await failureOf(provider.balance?.(callOf(vendor)) ?? Promise.resolve())).toBe(failure)
  })

  test.runIf(doesPush(provider, 'reports'))(
    'pushed reports name the message they are about',
    async () => {
      const listener = await openListener(provider)
      sandbox.control.setPush(vendor, 'reports', listener.url)
      const request = sendRequest(template, [newPhone(), newPhone()])
      const { submissionId } = await provider.send(callOf(vendor), request)
      await sandbox.control.flush(vendor)
      sandbox.control.setPush(vendor, 'reports', null)
      await listener.close()
      const account = { credentials: sandbox.accounts[vendor], settings: {} }
      const events = listener.documents.flatMap(
        (raw) => provider.parseCallback?.(raw, account) ?? [],
      )
      for (const { phone, reference: messageReference } of request.recipients) {
        const [event] = events.filter((one) => one.phone === phone)
        expect(event).toMatchObject({ type: 'report', delivered: true })
        // As many keys as the vendor has, and each of them right.
        expect(Object.keys(event?.keys ?? {}).length).toBeGreaterThan(0)
        expect({ reference: request.reference, submissionId, messageReference }).toMatchObject(
          event?.keys ?? {},
        )
        expect(Math.abs((event?.at.getTime() ?? 0) - Date.now())).toBeLessThan(120_000)
      }
      if (!known.pushNames) return
      const credentials = { ...account.credentials, [known.pushNames]: 'another' }
      const others = { credentials, settings: {} }
      const [raw] = listener.documents
      expect(() => raw && provider.parseCallback?.(raw, others)).toThrow(/unauthorized/)
    },
  )

  test.runIf(doesPush(provider, 'replies'))('pushed replies name their phone', async () => {
    const listener = await openListener(provider)
    sandbox.control.setPush(vendor, 'replies', listener.url)
    const phone = newPhone()
    const content = known.replyText ?? '回复 “TD”\n😀'
    await sandbox.control.reply(vendor, phone, content)
    await sandbox.control.flush(vendor)
    sandbox.control.setPush(vendor, 'replies', null)
    await listener.close()
    const account = { credentials: sandbox.accounts[vendor], settings: {} }
    const events = listener.documents.flatMap((raw) => provider.parseCallback?.(raw, account) ?? [])
    expect(events).toMatchObject([{ type: 'reply', phone, content }])
  })

  test.runIf(provider.pullReports)('pulled reports name the message they are about', async () => {
    const phone = newPhone()
    const request = sendRequest(template, [phone])
    const { submissionId, outcome } = await provider.send(callOf(vendor), request)
    await sandbox.control.flush(vendor)
    const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
    const submissionIds = submissionId ? [submissionId] : []
    const events = await pullAll(provider.pullReports, callOf(vendor), { day, submissionIds })
    const [event] = events.filter((one) => one.phone === phone)
    expect(event).toMatchObject({ type: 'report', delivered: true })
    const [first] = outcome
    const vendorMessageId = first?.accepted ? first.vendorMessageId : undefined
    const [messageReference] = request.recipients.map((one) => one.reference)
    expect(Object.keys(event?.keys ?? {}).length).toBeGreaterThan(0)
    expect({
      reference: request.reference,
      submissionId,
      vendorMessageId,
      messageReference,
    }).toMatchObject(event?.keys ?? {})
  })

  test.runIf(provider.pullReplies)('pulled replies name their phone', async () => {
    const phone = newPhone()
    await sandbox.control.reply(vendor, phone, '回复 “TD”')
    const ask = { day: '2026-01-01', page: 1, submissionIds: [] }
    const raw = await provider.pullReplies?.fetch(callOf(vendor), ask)
    const { events } = provider.pullReplies?.parse(raw as RawDocument) ?? { events: [] }
    expect(events.filter((one) => one.phone === phone)).toMatchObject([
      { type: 'reply', content: '回复 “TD”' },
    ])
  })

  test.runIf(provider.templates)('templates are made, listed, changed and deleted', async () => {
    const { templates } = provider
    if (!templates) return
    const draft = {
      title: '到货',
      signature: '云通信',
      text: '{姓名}您好，您的{物品}到了。',
      category: 'notification' as const,
      settings: templates.settings.parse({}),
    }
    const made = await templates.create(callOf(vendor), draft)
    const find = async () =>
      (await templates.list(callOf(vendor))).templates.find((one) => one.vendorId === made.vendorId)
    expect(await find()).toMatchObject({ title: '到货', reviewStatus: 'approved' })
    await templates.update(callOf(vendor), made.vendorId, { ...draft, title: '发货' })
    expect(await find()).toMatchObject({ title: '发货' })
    await templates.remove(callOf(vendor), made.vendorId)
    expect(await find()).toBeUndefined()
    expect(await failureOf(templates.remove(callOf(vendor), made.vendorId))).toBe(
      'template_unavailable',
    )
  })

  test.runIf(provider.findOutcome)('finds what became of a call without an answer', async () => {
    const phone = newPhone()
    const request = sendRequest(template, [phone])
    const text = request.recipients[0]?.text ?? ''
    const ask = { phone, text, templateVendorId: template, reference: '', calledAt: new Date() }
    const find = () => provider.findOutcome?.(callOf(vendor), ask)
    expect(await find()).toEqual({ found: 'nothing' })
    sandbox.control.addFault({ vendor, fault: 'reset-after', count: 1, path: known.sendPath })
    expect(await failureOf(provider.send(callOf(vendor), request))).toBe('outcome_unknown')
    const { entries } = sandbox.control.accepted(vendor, { phone })
    expect(await find()).toMatchObject({
      found: 'accepted',
      vendorMessageId: entries[0]?.vendorIds.message,
    })
    await provider.send(callOf(vendor), request)
    expect(await find()).toEqual({ found: 'ambiguous' })
  })
})
