import { and, eq, isNull } from 'drizzle-orm'
import { signatures } from '#db/schema/templates.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { type UpdateSignature, UpdateSignatureInput } from './schemas.ts'

/** Records what the vendor said of a signature. Throws UserError `not_found`. */
export async function updateSignature(
  ctx: Context,
  input: UpdateSignature,
): Promise<{ id: string }> {
  const { id, ...change } = UpdateSignatureInput.parse(input)
  return inTransaction(ctx, async (tx) => {
    const living = and(eq(signatures.id, id), isNull(signatures.deletedAt))
    const [before] = await tx.select().from(signatures).where(living).for('update')
    if (!before) throw new UserError('not_found')
    await tx
      .update(signatures)
      .set({ id, ...change })
      .where(living)
    const { text, reviewStatus, note } = before
    await appendAudit(ctx, tx, {
      action: 'signature.update',
      targetId: id,
      details: { text, before: { reviewStatus, note }, after: change },
    })
    return { id }
  })
}
