import { z } from 'zod'

export const heldKinds = ['unreadable', 'parked'] as const
export type HeldKind = (typeof heldKinds)[number]

const words = z.string().trim().min(1).max(200).optional().catch(undefined)

/** The search part of the address of what could not be applied; what is not understood counts as not there. */
export const HeldParams = z.object({
  kind: z.enum(heldKinds).catch('unreadable'),
  channel: z.uuid().optional().catch(undefined),
  cursor: words,
  before: words,
})
export type HeldParams = z.infer<typeof HeldParams>

/** A row's number out of an address; undefined when it is none. */
export const readRowId = (text: string): number | undefined =>
  /^\d{1,15}$/.test(text) ? Number(text) : undefined
