import { describeVendor, type VendorView } from '#lib/channels/describe-vendor.ts'
import { listChannels } from '#lib/channels/queries.ts'
import type { Context } from '#lib/context.ts'
import { listSignatures } from '#lib/signatures/queries.ts'

/** A channel as the editor needs it: its vendor's fields and the signatures known on it. */
export type EditorChannel = { id: string; name: string; vendor: VendorView; signatures: string[] }

export async function loadEditorChannels(ctx: Context): Promise<EditorChannel[]> {
  const [channels, signatures] = await Promise.all([listChannels(ctx), listSignatures(ctx)])
  return channels.map(({ id, name, vendor }) => ({
    id,
    name,
    vendor: describeVendor(vendor),
    signatures: signatures.filter(({ channelId }) => channelId === id).map(({ text }) => text),
  }))
}
