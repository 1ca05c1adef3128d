import { createHash } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { uploadChunks, uploads } from '#db/schema/uploads.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { cleanFileName } from './clean-file-name.ts'
import { cutPieces } from './cut-pieces.ts'
import { reserveUpload } from './reserve-upload.ts'
import { pieceSize, uploadLimit } from './upload-limits.ts'

export type StoreUpload = {
  fileName: string
  /** Bytes that were announced (Content-Length); what comes must be exactly as long. */
  size?: number | undefined
  stream: AsyncIterable<Uint8Array>
}
export type StoredUpload = { id: string; fileName: string; size: number; sha256: string }

/**
 * Stores a file piece by piece, never more than one in memory and no connection held between two.
 * Cut off, too long or failed: nothing is left. Throws UserError `upload_too_large {limitMb}`,
 * `upload_quota {limitMb}`, `upload_incomplete`, `upload_empty`.
 */
export async function storeUpload(ctx: Context, input: StoreUpload): Promise<StoredUpload> {
  if (input.size !== undefined && input.size > uploadLimit) throw tooLarge()
  const fileName = cleanFileName(input.fileName)
  const id = await reserveUpload(ctx, { fileName, size: input.size })
  try {
    const stored = await storePieces(ctx, id, input)
    await finishUpload(ctx, { id, fileName, ...stored })
    return { id, fileName, ...stored }
  } catch (error) {
    await ctx.db.delete(uploads).where(eq(uploads.id, id))
    throw error
  }
}

async function storePieces(ctx: Context, uploadId: string, input: StoreUpload) {
  const hash = createHash('sha256')
  let size = 0
  let n = 0
  for await (const bytes of cutPieces(untilCutOff(input.stream), pieceSize)) {
    size += bytes.length
    if (size > uploadLimit) throw tooLarge()
    hash.update(bytes)
    await ctx.db.insert(uploadChunks).values({ uploadId, n, bytes })
    n += 1
  }
  if (input.size !== undefined && input.size !== size) throw new UserError('upload_incomplete')
  if (size === 0) throw new UserError('upload_empty')
  return { size, sha256: hash.digest('hex') }
}

/** A connection that breaks is the sender's trouble, not an error of ours. */
async function* untilCutOff(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream
  } catch (cause) {
    throw new UserError('upload_incomplete', {}, { cause })
  }
}

async function finishUpload(ctx: Context, { id, fileName, size, sha256 }: StoredUpload) {
  await inTransaction(ctx, async (tx) => {
    await tx.update(uploads).set({ size, sha256 }).where(eq(uploads.id, id))
    await appendAudit(ctx, tx, {
      action: 'upload.store',
      targetId: id,
      details: { fileName, size, sha256 },
    })
  })
}

function tooLarge(): UserError {
  return new UserError('upload_too_large', { limitMb: uploadLimit / 1024 / 1024 })
}
