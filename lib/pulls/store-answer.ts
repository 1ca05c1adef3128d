import { outlast } from '#db/outlast.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { brokenOff } from '#lib/callbacks/read-stored.ts'
import type { Context } from '#lib/context.ts'
import { isOk } from '#lib/providers/answers.ts'
import type { Call } from '#lib/providers/call.ts'
import type { Pull } from '#lib/providers/contract.ts'
import type { RawDocument } from '#lib/providers/events.ts'
import { HttpError } from '#lib/providers/http-error.ts'

type Row = typeof rawCallbacks.$inferInsert
export type Source = 'pullReports' | 'pullReplies'
export type Place = { channelId: string; source: Source }

/** Stores a pulled answer as it came, for the worker to apply like a push. */
export const storeAnswer = (
  ctx: Pick<Context, 'db'>,
  place: Place,
  { method, query, contentType, body }: RawDocument,
): Promise<void> => insert(ctx, [{ ...place, method, query, contentType, body: Buffer.from(body) }])

/**
 * Stores what came of an answer that broke off and is not given again, if anything did: the rows
 * that are whole, to be applied, and all of it as `brokenOff`, so that somebody sees what was lost.
 */
export async function storePart(
  ctx: Pick<Context, 'db'>,
  place: Place,
  pull: Pull<unknown>,
  call: Call<unknown>,
  error: unknown,
): Promise<void> {
  const { cause } = error as { cause?: unknown }
  const part = cause instanceof HttpError ? cause.part : undefined
  if (!part || !isOk(part) || part.body.length === 0) return
  const whole = pull.salvage?.(call, part)
  const contentType = part.headers['content-type'] ?? ''
  const all = { method: brokenOff, query: '', contentType, body: part.body }
  await insert(
    ctx,
    [...(whole ? [whole] : []), all].map((raw) => toRow(place, raw)),
  )
}

const toRow = (place: Place, { method, query, contentType, body }: RawDocument): Row => ({
  ...place,
  ...{ method, query, contentType },
  body: Buffer.from(body),
})

const insert = (ctx: Pick<Context, 'db'>, rows: Row[]): Promise<void> =>
  outlast(() => ctx.db.insert(rawCallbacks).values(rows))
