import type { Tx } from '#db/client.ts'
import type { Context } from '#lib/context.ts'
import type { FileCheck } from '#lib/recipients/check-file.ts'
import { copyRows } from './copy-rows.ts'
import { createMessageWriter, messageColumns } from './message-lines.ts'
import { createRefusedSpool } from './refused-spool.ts'
import { createProgressReport } from './report-progress.ts'
import { createIds } from './reserve-ids.ts'
import { createLengths } from './shorten.ts'
import type { CheckSummary, ImportProgress } from './types.ts'

type Input = {
  batch: { id: string; channelId: string; createdAt: Date }
  check: FileCheck
  /** For files of this work. */
  folder: string
  progress(): Pick<ImportProgress, 'bytes' | 'totalBytes'>
}

type Imported = {
  ids?: { firstId: number; lastId: number }
  shorten?: NonNullable<CheckSummary['shorten']>
}

/**
 * Reads all rows of a check: valid ones become messages while the reading goes on, refused ones
 * are stored after. Gives the first and the last id. Throws FileProblem, BatchGone.
 */
export async function importRows(
  ctx: Context,
  tx: Tx,
  { batch, check, folder, progress }: Input,
): Promise<Imported> {
  const refused = createRefusedSpool(batch.id, folder)
  const report = createProgressReport(ctx, batch.id)
  const write = createMessageWriter(batch)
  const source = createIds(ctx.db)
  const lengths = createLengths()
  let firstId: number | undefined
  let lastId = 0

  async function* lines(): AsyncGenerator<string> {
    for await (const rows of check.batches) {
      await refused.add(rows.refused)
      report(() => ({ rows: check.summary.rows, ...progress() }))
      if (rows.valid.length === 0) continue
      lengths.add(rows.valid)
      const taken = await source.take(rows.valid.length)
      firstId ??= taken[0]
      lastId = taken.at(-1) ?? lastId
      yield write(rows.valid, taken)
    }
  }
  try {
    await copyRows(tx, messageColumns, lines())
    await refused.store(tx)
  } finally {
    await refused.close()
  }
  const shorten = lengths.shorten()
  const ids = firstId === undefined ? undefined : { firstId, lastId }
  return { ...(ids ? { ids } : {}), ...(shorten ? { shorten } : {}) }
}
