import type { Call, Http, HttpResponse } from '#lib/providers/call.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import type { Provider } from '#lib/providers/contract.ts'
import type { RawDocument } from '#lib/providers/events.ts'
import { createHttp } from '#lib/providers/http.ts'
import { doesPush } from '#lib/providers/pushes.ts'
import { providers, type Vendor } from '#lib/providers/registry.ts'
import type { Sandbox } from '#lib/sandbox/start.ts'
import { openListener } from '../listener.fixture.ts'
import { newPhone, sendRequest, vendorCases } from '../vendor-cases.ts'

/** A call that can be made again with an answer of our choice. */
export type Asking = { name: string; ask(call: Call<unknown>): Promise<unknown> }
export type Recording = {
  provider: Provider
  call(http: Http): Call<unknown>
  /** True answers of the vendor, to break. */
  answers: HttpResponse[]
  asked: Asking[]
  pushes: RawDocument[]
}

/** Makes every call that a vendor has once, and keeps what came back and what was pushed. */
export async function record(sandbox: Sandbox, vendor: Vendor): Promise<Recording> {
  const provider = providers[vendor] as Provider
  const template = await vendorCases[vendor].usableTemplate(sandbox)
  const answers: HttpResponse[] = []
  const http = createHttp({ allow: [new URL(sandbox.urls[vendor]).host] })
  const recorded: Http = async (request) => {
    const answer = await http(request)
    answers.push(answer)
    return answer
  }
  let nonces = 0
  const call = (http: Http): Call<unknown> => ({
    credentials: sandbox.accounts[vendor],
    settings: provider.settings.parse({}),
    baseUrl: sandbox.urls[vendor],
    http,
    now: () => new Date(),
    nonce: () => `${Date.now()}${String(++nonces).padStart(12, '0')}`,
  })
  const answered = async (phone: string, replies: boolean) => {
    const sent = await provider.send(call(recorded), sendRequest(template, [phone]))
    if (replies) await sandbox.control.reply(vendor, phone, '收到 TD')
    await sandbox.control.flush(vendor)
    return sent.submissionId
  }
  // What is pushed is not kept to be asked for: so first without an address.
  const phone = newPhone()
  const submissionId = await answered(phone, provider.pullReplies !== undefined)
  const asked = listCalls(provider, { template, phone, submissionId })
  for (const one of asked) await one.ask(call(recorded)).catch(() => undefined)
  const listener = await openListener(provider)
  for (const kind of ['reports', 'replies'] as const)
    if (doesPush(provider, kind)) sandbox.control.setPush(vendor, kind, listener.url)
  await answered(newPhone(), doesPush(provider, 'replies'))
  await listener.close()
  return { provider, call, answers, asked, pushes: listener.documents }
}

type Sent = { template: string; phone: string; submissionId: string | undefined }

/** Every call that a vendor has. */
export function listCalls(provider: Provider, { template, phone, submissionId }: Sent): Asking[] {
  const day = chinaDay(new Date())
  const pullAsk = { day, page: 1, submissionIds: submissionId ? [submissionId] : [] }
  const all: (Asking | false | undefined)[] = [
    { name: 'send', ask: (call) => provider.send(call, sendRequest(template, [phone])) },
    provider.balance && { name: 'balance', ask: async (call) => provider.balance?.(call) },
    provider.pullReports && {
      name: 'pullReports',
      ask: async (call) => {
        const raw = await provider.pullReports?.fetch(call, pullAsk)
        return raw && provider.pullReports?.parse(raw)
      },
    },
    provider.pullReplies && {
      name: 'pullReplies',
      ask: async (call) => {
        const raw = await provider.pullReplies?.fetch(call, pullAsk)
        return raw && provider.pullReplies?.parse(raw)
      },
    },
    provider.templates && {
      name: 'templates',
      ask: async (call) => provider.templates?.list(call),
    },
    provider.checkWords && {
      name: 'checkWords',
      ask: async (call) => provider.checkWords?.(call, '您好'),
    },
    provider.statistics && {
      name: 'statistics',
      ask: async (call) => provider.statistics?.fetch(call, { from: day, to: day }),
    },
    provider.records && {
      name: 'records',
      ask: async (call) => provider.records?.(call, { phone, day }),
    },
    provider.findOutcome && {
      name: 'findOutcome',
      ask: async (call) =>
        provider.findOutcome?.(call, { phone, text: '', reference: '', calledAt: new Date() }),
    },
  ]
  return all.filter((one) => !!one)
}
