import { eq, sql } from 'drizzle-orm'
import { uploads } from '#db/schema/uploads.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { uploadLimit, uploadQuota } from './upload-limits.ts'

/**
 * Makes room for a file that is about to come; its size counts from now on, announced or else the
 * most it can be. Throws UserError `upload_quota {limitMb}`.
 */
export async function reserveUpload(
  ctx: Context,
  { fileName, size = uploadLimit }: { fileName: string; size?: number | undefined },
): Promise<string> {
  const createdBy = ctx.actor.id
  return inTransaction(ctx, async (tx) => {
    if (createdBy !== null) {
      // One at a time, or files that come together would each find the room that is left.
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`uploads/${createdBy}`}))`)
      const [held] = await tx
        .select({ bytes: sql<string>`coalesce(sum(${uploads.size}), 0)` })
        .from(uploads)
        .where(eq(uploads.createdBy, createdBy))
      if (Number(held?.bytes) + size > uploadQuota)
        throw new UserError('upload_quota', { limitMb: uploadQuota / 1024 / 1024 })
    }
    const [upload] = await tx
      .insert(uploads)
      .values({ fileName, createdBy, size })
      .returning({ id: uploads.id })
    if (!upload) throw new Error('the upload was not inserted')
    return upload.id
  })
}
