import { isDeepStrictEqual } from 'node:util'
import { and, eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { uploads } from '#db/schema/uploads.ts'
import type { Context } from '#lib/context.ts'
import { removeDraft } from './discard-draft.ts'
import { lockBatch } from './lock-batch.ts'
import type { AgainKind, FrozenTemplate } from './types.ts'

export type Again = { of: string; kind: AgainKind }

/**
 * The open draft of a source and kind, with the source locked so that there is never a second. One
 * whose people are not those of the file any more, or whose template has changed, is removed.
 */
export async function findOpenAgain(
  ctx: Context,
  tx: Tx,
  { of, kind }: Again,
  now: { sha256: string | null; template: FrozenTemplate },
): Promise<{ id: string } | undefined> {
  await lockBatch(tx, of)
  const [open] = await tx
    .select({
      draft: batches,
      sha256: sql<string | null>`coalesce(${uploads.sha256}, summary->'file'->>'sha256')`,
    })
    .from(batches)
    .leftJoin(uploads, eq(uploads.id, batches.uploadId))
    .where(
      and(eq(batches.sourceBatchId, of), eq(batches.sourceKind, kind), eq(batches.state, 'draft')),
    )
    .for('update', { of: batches })
  if (!open) return undefined
  const { draft, sha256 } = open
  const isSame = sha256 === now.sha256 && isDeepStrictEqual(draft.template, now.template)
  if (isSame && draft.importState !== 'failed') return draft
  await removeDraft(ctx, tx, draft, { replaced: true })
  return undefined
}
