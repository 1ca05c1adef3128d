import { sql } from 'drizzle-orm'
import { signatures } from '#db/schema/templates.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { loadChannel } from '#lib/channels/load.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Problem } from '#lib/providers/vendor-templates.ts'
import { type AddSignature, AddSignatureInput } from './schemas.ts'

/** Adds a signature to a channel. Throws UserError: a rule of the vendor that it breaks, `signature_taken`. */
export async function addSignature(ctx: Context, input: AddSignature): Promise<{ id: string }> {
  const { channelId, text, ...rest } = AddSignatureInput.parse(input)
  const channel = await loadChannel(ctx.db, channelId)
  const [problem] = findSignatureProblems(channel.vendor, text)
  if (problem) throw new UserError(problem.code, problem.params, { field: 'text' })
  return inTransaction(ctx, async (tx) => {
    const [added] = await tx
      .insert(signatures)
      .values({ channelId, text, ...rest })
      .onConflictDoNothing({
        target: [signatures.channelId, signatures.text],
        where: sql`deleted_at is null`,
      })
      .returning({ id: signatures.id })
    if (!added) throw new UserError('signature_taken', { text }, { field: 'text' })
    await appendAudit(ctx, tx, {
      action: 'signature.add',
      targetId: added.id,
      details: { channel: channel.name, text, ...rest },
    })
    return added
  })
}

/** The vendor's rules for a signature alone: those it has for the signature of a template. */
export function findSignatureProblems(vendor: string, signature: string): Problem[] {
  const draft = { title: '', text: '', category: 'notification', settings: {} } as const
  return getProvider(vendor)
    .templateProblems({ ...draft, signature })
    .filter(({ field }) => field === 'signature')
}
