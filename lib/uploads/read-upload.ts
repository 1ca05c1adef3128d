import { and, eq } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { uploadChunks, uploads } from '#db/schema/uploads.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'

export type Upload = typeof uploads.$inferSelect & { sha256: string }

/** A whole upload's row. Throws UserError `upload_gone` when it was removed or never finished. */
export async function loadUpload(db: Executor, id: string): Promise<Upload> {
  const [upload] = await db.select().from(uploads).where(eq(uploads.id, id))
  if (!upload?.sha256) throw new UserError('upload_gone')
  return { ...upload, sha256: upload.sha256 }
}

/** The bytes from the start; the next piece is fetched while the last one is used. */
export async function* readUpload(
  ctx: Pick<Context, 'db'>,
  id: string,
): AsyncGenerator<Uint8Array> {
  let ahead = fetchPiece(ctx, id, 0)
  for (let n = 1; ; n++) {
    const piece = await ahead
    if (!piece) return
    ahead = fetchPiece(ctx, id, n)
    // The reader may stop here; the error is for whoever awaits the piece.
    ahead.catch(() => undefined)
    yield piece
  }
}

async function fetchPiece(ctx: Pick<Context, 'db'>, id: string, n: number) {
  const [piece] = await ctx.db
    .select({ bytes: uploadChunks.bytes })
    .from(uploadChunks)
    .where(and(eq(uploadChunks.uploadId, id), eq(uploadChunks.n, n)))
  return piece?.bytes
}
