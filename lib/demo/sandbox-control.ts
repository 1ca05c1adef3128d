import { z } from 'zod'

const State = z.object({
  vendors: z.record(
    z.string(),
    z.object({ url: z.string(), account: z.record(z.string(), z.string()) }),
  ),
})
export type SandboxVendors = z.infer<typeof State>['vendors']

/** What the sandbox's vendors answer to: addresses and credentials of their demo accounts. */
export async function readSandbox(controlUrl: string): Promise<SandboxVendors> {
  const response = await fetch(`${controlUrl}/state`)
  return State.parse(await response.json()).vendors
}

/** Tells a vendor of the sandbox where to push, as one does in the vendor's own console. */
export async function registerCallback(
  controlUrl: string,
  vendor: string,
  url: string,
): Promise<void> {
  for (const kind of ['reports', 'replies']) {
    const response = await fetch(`${controlUrl}/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ vendor, kind, url }),
    })
    if (!response.ok)
      throw new Error(`the sandbox refused the callback address: ${await response.text()}`)
  }
}
