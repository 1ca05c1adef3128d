import type { Executor } from '#db/client.ts'
import { countDeltas } from '#db/schema/counts.ts'
import type { MessageStatus } from '#lib/messages/status.ts'

/** So many messages more (or less) in a status; `day` is that of the call, yyyy-MM-dd in Asia/Shanghai. */
export type Delta = {
  status: MessageStatus
  messages: number
  segments: number
  day?: string | null
  code?: string | null
  carrier?: string | null
}

/** Where the counted messages belong. */
export type Scope = { batchId: string; channelId: string }

/** Appends deltas in the transaction that moves the messages; equal ones are added up first. */
export async function appendDeltas(tx: Executor, scope: Scope, deltas: Delta[]): Promise<void> {
  const rows = sumDeltas(deltas).map((delta) => ({ ...scope, ...delta }))
  if (rows.length > 0) await tx.insert(countDeltas).values(rows)
}

function sumDeltas(deltas: Delta[]) {
  const sums = new Map<string, Required<Delta> & { code: string; carrier: string }>()
  for (const delta of deltas) {
    const day = delta.day ?? null
    // Without a day nothing reaches the daily rollup, which alone knows codes and carriers.
    const code = day ? (delta.code ?? '') : ''
    const carrier = day ? (delta.carrier ?? '') : ''
    const key = [delta.status, day, code, carrier].join('\n')
    const sum = sums.get(key) ?? { ...delta, day, code, carrier, messages: 0, segments: 0 }
    sum.messages += delta.messages
    sum.segments += delta.segments
    sums.set(key, sum)
  }
  return [...sums.values()].filter((sum) => sum.messages !== 0 || sum.segments !== 0)
}
