import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { batches } from '#db/schema/batches.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { describeProblem, describeRefusal, describeWarning } from './describe-refusal.ts'
import { type EarlierBatch, findSameFile } from './find-same-file.ts'
import { ListRefusedInput, listRefused } from './list-refused.ts'
import { maskLine } from './mask-line.ts'
import { readRepeats } from './read-repeats.ts'
import type {
  BatchState,
  CheckSummary,
  ImportOptions,
  ImportProgress,
  ImportState,
  SampleText,
} from './types.ts'

/** What a check found, with phones masked and problems in the reader's language. */
export type CheckView = {
  state: BatchState
  importState: ImportState
  progress: ImportProgress | null
  options: ImportOptions
  problem: string | null
  summary: (Omit<CheckSummary, 'warnings' | 'problem'> & { warnings: string[] }) | null
  /** Earlier batches of the very same file; those canceled before they began left out. */
  sentBefore: EarlierBatch[]
}

/** Throws UserError `not_found`. */
export async function readCheck(
  ctx: Pick<Context, 'db'>,
  { id, locale }: { id: string; locale: Locale },
): Promise<CheckView> {
  const [batch] = await ctx.db.select().from(batches).where(eq(batches.id, id))
  if (!batch) throw new UserError('not_found')
  const { state, importState, importOptions, importProgress, summary } = batch
  const isDone = importState === 'done'
  const repeats = isDone && state === 'draft' ? await readRepeats(ctx.db, batch) : []
  return {
    state,
    importState,
    progress: importProgress,
    options: importOptions,
    problem: summary?.problem ? describeProblem(locale, summary.problem) : null,
    summary: summary && isDone ? { ...maskSummary(summary, locale), repeats } : null,
    sentBefore: isDone ? await findSameFile(ctx, summary?.file?.sha256, id) : [],
  }
}

function maskSummary({ problem: _, warnings, ...summary }: CheckSummary, locale: Locale) {
  const mask = (one: SampleText): SampleText => ({ ...one, phone: maskPhone(one.phone) })
  return {
    ...summary,
    warnings: warnings.map((warning) => describeWarning(locale, warning)),
    texts: summary.texts.map(mask),
    ...(summary.shortest ? { shortest: mask(summary.shortest) } : {}),
    ...(summary.longest ? { longest: mask(summary.longest) } : {}),
    ...(summary.oddest ? { oddest: summary.oddest.map(mask) } : {}),
    ...(summary.header ? { header: summary.header.map(maskLine) } : {}),
    ...(summary.sample ? { sample: summary.sample.map((cells) => cells.map(maskLine)) } : {}),
  }
}

export const RefusedPageInput = ListRefusedInput.omit({ batchId: true }).extend({ id: z.uuid() })

export type RefusedPage = {
  rows: { row: number; reason: string; line: string }[]
  next: number | null
}

/** A page of refused rows with phones masked and reasons in words. */
export async function readRefused(
  ctx: Pick<Context, 'db'>,
  { id, locale, ...ask }: z.output<typeof RefusedPageInput> & { locale: Locale },
): Promise<RefusedPage> {
  const page = await listRefused(ctx, { ...ask, batchId: id })
  const rows = page.rows.map(({ row, reason, params, line }) => ({
    row,
    reason: describeRefusal(locale, { code: reason, params }),
    line: maskLine(line),
  }))
  return { ...page, rows }
}

/** Throws UserError `not_found`. */
export async function readBatchName(ctx: Pick<Context, 'db'>, id: string): Promise<string> {
  const [batch] = await ctx.db
    .select({ name: batches.name })
    .from(batches)
    .where(sql`${batches.id}::text = ${id}`)
  if (!batch) throw new UserError('not_found')
  return batch.name
}
