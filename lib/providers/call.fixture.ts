import type { Call, HttpRequest, HttpResponse } from './call.ts'
import type { SendRequest } from './sending.ts'
import type { Settings } from './vocabulary.ts'

export type Script = (request: HttpRequest) => Partial<HttpResponse> | string | Error

/** A call for tests whose answers are a script, and the requests it saw. */
export function scriptCall<C>(credentials: C, script: Script, more: Partial<Call<C>> = {}) {
  const requests: (HttpRequest & { text: string })[] = []
  let count = 0
  const call: Call<C> = {
    credentials,
    settings: {} satisfies Settings,
    baseUrl: `https://test-${Math.random()}.example`,
    now: () => new Date('2026-11-21T02:00:00Z'),
    nonce: () => String(1_000_000_000_000_000 + count++),
    http: async (request) => {
      requests.push({ ...request, text: String(request.body ?? '') })
      const answer = script(request)
      if (answer instanceof Error) throw answer
      const given = typeof answer === 'string' ? { body: bytes(answer) } : answer
      return { status: 200, headers: {}, body: new Uint8Array(), ...given }
    },
    ...more,
  }
  return { call, requests }
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** A request for phones 13800000001, 13800000002 … with these values. */
export function requestOf(values: string[][], more: Partial<SendRequest> = {}): SendRequest {
  return {
    reference: 'R'.repeat(32),
    signature: '云通信',
    template: { text: '{姓名}收入{金额}', category: 'notification', vendorId: '7' },
    recipients: values.map((list, index) => ({
      phone: String(13_800_000_001 + index),
      values: list,
      text: `【云通信】${list.join('收入')}`,
      reference: `r${index}`,
    })),
    ...more,
  }
}
