type Rates = {
  reportDelayMs: [number, number]
  failureRate: number
  replyRate: number
  decideByPhone: boolean
  reviewDelayMs: number
}
export type Fault = { vendor: string; fault: string; ms?: number; path?: string; count?: number }

type State = { vendors: Record<string, { pushes: { replies?: { url?: string } } }> }

/** What a journey may do with the imitated vendors. */
export type Sandbox = {
  rates(rates: Partial<Rates>): Promise<void>
  fault(fault: Fault): Promise<void>
  clearFaults(): Promise<void>
  /** Lets every outstanding report come now. */
  flush(vendor: string): Promise<void>
  /** The vendors that push replies to the console. */
  replying(): Promise<string[]>
  /** Lets a phone answer by the vendor. */
  reply(vendor: string, phone: string, content: string): Promise<void>
  /** How many messages the vendor took for a phone. */
  countAccepted(vendor: string, phone: string): Promise<number>
}

/** Everything is delivered, soon, and nobody replies. */
export const calm: Rates = {
  reportDelayMs: [200, 800],
  failureRate: 0,
  replyRate: 0,
  decideByPhone: false,
  reviewDelayMs: 3000,
}

/** The sandbox's control, at SANDBOX_CONTROL_URL. */
export function openSandbox(): Sandbox {
  const url = process.env.SANDBOX_CONTROL_URL
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response.json()
  }
  return {
    rates: async (rates) => void (await ask('POST', '/rates', rates)),
    fault: async (fault) => void (await ask('POST', '/faults', fault)),
    clearFaults: async () => void (await ask('DELETE', '/faults')),
    flush: async (vendor) => void (await ask('POST', '/flush', { vendor })),
    replying: async () => {
      const { vendors } = (await ask('GET', '/state')) as State
      return Object.keys(vendors).filter((one) => vendors[one]?.pushes.replies?.url)
    },
    reply: async (vendor, phone, content) =>
      void (await ask('POST', '/reply', { vendor, phone, content })),
    countAccepted: async (vendor, phone) => {
      const query = new URLSearchParams({ vendor, phone })
      const page = (await ask('GET', `/accepted?${query}`)) as { entries: unknown[] }
      return page.entries.length
    },
  }
}
