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
  kind: 'reports' | 'replies',
  url: string,
): Promise<void> {
  await post(controlUrl, '/push', { vendor, kind, url })
}

/** Ends a template's review at a vendor of the sandbox well and at once. */
export const approveTemplate = (controlUrl: string, vendor: string, id: number): Promise<void> =>
  post(controlUrl, '/review', { vendor, id, status: 'success' })

/** Lets a phone answer what the vendor sent it. */
export const sendReply = (
  controlUrl: string,
  reply: { vendor: string; phone: string; content: string },
): Promise<void> => post(controlUrl, '/reply', reply)

async function post(controlUrl: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${controlUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`the sandbox refused ${path}: ${await response.text()}`)
}
