import { and, eq } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import type { Context } from '#lib/context.ts'
import type { ImportProgress } from './types.ts'

/** The batch was discarded while its file was being read. */
export class BatchGone extends Error {
  override name = 'BatchGone'
}

/**
 * Writes progress outside the import's transaction, at most once an interval and one write at a
 * time. Throws BatchGone once there is nothing left to report to.
 */
export function createProgressReport(ctx: Pick<Context, 'db'>, batchId: string, intervalMs = 1000) {
  let next = 0
  let failure: unknown
  let writing = false
  const write = async (importProgress: ImportProgress) => {
    writing = true
    try {
      const { rowCount } = await ctx.db
        .update(batches)
        .set({ importProgress })
        .where(and(eq(batches.id, batchId), eq(batches.importState, 'running')))
      if (rowCount === 0) failure = new BatchGone()
    } catch (error) {
      failure = error
    } finally {
      writing = false
    }
  }
  return (progress: () => ImportProgress): void => {
    if (failure) throw failure
    if (writing || performance.now() < next) return
    next = performance.now() + intervalMs
    void write(progress())
  }
}
