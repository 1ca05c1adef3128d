import { and, asc, eq, gt } from 'drizzle-orm'
import { z } from 'zod'
import { refusedRows } from '#db/schema/batches.ts'
import type { Context } from '#lib/context.ts'

export const ListRefusedInput = z.object({
  batchId: z.uuid(),
  /** Row of the file after which the page begins. */
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(20),
})

export type Refused = {
  row: number
  reason: string
  params: Record<string, string | number> | null
  line: string
}

/** Refused rows in the file's order; `next` is the `after` of the following page, null at the end. */
export async function listRefused(
  ctx: Pick<Context, 'db'>,
  input: z.input<typeof ListRefusedInput>,
): Promise<{ rows: Refused[]; next: number | null }> {
  const { batchId, after, limit } = ListRefusedInput.parse(input)
  const rows = await ctx.db
    .select({
      row: refusedRows.row,
      reason: refusedRows.reason,
      params: refusedRows.params,
      line: refusedRows.line,
    })
    .from(refusedRows)
    .where(and(eq(refusedRows.batchId, batchId), gt(refusedRows.row, after)))
    .orderBy(asc(refusedRows.row))
    .limit(limit + 1)
  const page = rows.slice(0, limit)
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.row ?? null) : null }
}
