import { and, count, eq, isNull, sql } from 'drizzle-orm'
import { signatures, templates } from '#db/schema/templates.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { SignatureId } from './schemas.ts'

/** Removes a signature. Throws UserError `signature_in_use` while a template carries it, `not_found`. */
export async function removeSignature(
  ctx: Context,
  input: { id: string },
): Promise<{ id: string }> {
  const { id } = SignatureId.parse(input)
  return inTransaction(ctx, async (tx) => {
    const living = and(eq(signatures.id, id), isNull(signatures.deletedAt))
    const [found] = await tx.select().from(signatures).where(living).for('update')
    if (!found) throw new UserError('not_found')
    const { channelId, text } = found
    const [used] = await tx
      .select({ count: count() })
      .from(templates)
      .where(
        and(
          eq(templates.channelId, channelId),
          eq(templates.signature, text),
          isNull(templates.deletedAt),
        ),
      )
    if (used && used.count > 0) throw new UserError('signature_in_use', { count: used.count })
    await tx.update(signatures).set({ deletedAt: sql`now()` }).where(living)
    await appendAudit(ctx, tx, {
      action: 'signature.remove',
      targetId: id,
      details: { channelId, text },
    })
    return { id }
  })
}
