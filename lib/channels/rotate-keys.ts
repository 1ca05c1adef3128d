import { appendAudit } from '#lib/audit/append.ts'
import type { Context } from '#lib/context.ts'
import { type Keyring, keyIdOf } from '#lib/crypto/keyring.ts'
import {
  listSealed,
  readSealed,
  replaceSealed,
  reseal,
  type SealedValues,
} from './sealed-values.ts'

export type KeyUse = {
  id: string
  /** The one that seals. */
  current: boolean
  /** Whether ENCRYPTION_KEYS has it. */
  known: boolean
  /** How many secrets are sealed with it. */
  count: number
}
export type Rotation = { key: string; count: number; all: number; keys: KeyUse[] }

/** Every key that we have or that something is sealed with, the one that seals first. */
export async function listKeys(ctx: Pick<Context, 'db' | 'keys'>): Promise<KeyUse[]> {
  const counts = new Map([...ctx.keys.keys.keys()].map((id) => [id, 0]))
  for (const sealed of (await readSealed(ctx.db)).flatMap(listSealed))
    counts.set(keyIdOf(sealed), (counts.get(keyIdOf(sealed)) ?? 0) + 1)
  const uses = [...counts].map(([id, count]) => ({
    id,
    count,
    current: id === ctx.keys.current,
    known: ctx.keys.keys.has(id),
  }))
  return uses.sort((a, b) => Number(b.current) - Number(a.current))
}

/**
 * Encrypts every secret anew with the first key, row by row, while others read and change them. What
 * is sealed with a key that is not there stays as it is; `keys` tells. Audited as `keys.rotate`.
 */
export async function rotateKeys(ctx: Context): Promise<Rotation> {
  const rows = await readSealed(ctx.db)
  let count = 0
  for (const { id } of rows) count += await rotateRow(ctx, id)
  const keys = await listKeys(ctx)
  const done = { key: ctx.keys.current, count, all: rows.flatMap(listSealed).length }
  await appendAudit(ctx, ctx.db, { action: 'keys.rotate', details: { ...done, keys } })
  return { ...done, keys }
}

/** Gives how many secrets of the row were sealed anew. */
async function rotateRow(ctx: Context, id: string): Promise<number> {
  for (;;) {
    const [before] = await readSealed(ctx.db, id)
    if (!before || !isToDo(ctx.keys, before)) return 0
    const after = reseal(ctx.keys, before)
    // Somebody who changed it meanwhile has to be kept: look again.
    if (!(await replaceSealed(ctx.db, before, after))) continue
    const old = new Set(listSealed(before))
    return listSealed(after).filter((sealed) => !old.has(sealed)).length
  }
}

function isToDo(keys: Keyring, row: SealedValues): boolean {
  const ids = listSealed(row).map(keyIdOf)
  return ids.some((id) => id !== keys.current) && ids.every((id) => keys.keys.has(id))
}
