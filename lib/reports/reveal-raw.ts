import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { channels } from '#db/schema/channels.ts'
import { rawCallbacks } from '#db/schema/reports.ts'
import { appendAudit } from '#lib/audit/append.ts'
import { hasRole } from '#lib/auth/roles.ts'
import { type Context, inTransaction } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'

export const RevealRawInput = z.object({ id: z.coerce.number().int().positive() })

export type RawText = { query: string; body: string; encoding: string; cut: boolean }

/** Longer texts are of no use to a reader. */
const mostCharacters = 20_000

/**
 * A push as it came, phones and texts of recipients and all (role administrator); the audit log
 * says who read it. Throws UserError `forbidden`, `not_found`.
 */
export async function revealRaw(
  ctx: Context,
  { id }: z.output<typeof RevealRawInput>,
): Promise<RawText> {
  if (!hasRole(ctx.actor.role, 'administrator')) throw new UserError('forbidden')
  return inTransaction(ctx, async (tx) => {
    const [raw] = await tx
      .select({ query: rawCallbacks.query, body: rawCallbacks.body, name: channels.name })
      .from(rawCallbacks)
      .innerJoin(channels, eq(channels.id, rawCallbacks.channelId))
      .where(eq(rawCallbacks.id, id))
    if (!raw) throw new UserError('not_found')
    await appendAudit(ctx, tx, {
      action: 'report.reveal',
      targetId: String(id),
      details: { name: raw.name, bytes: raw.body.length },
    })
    const { text, encoding } = decode(raw.body)
    const cut = text.length > mostCharacters
    return { query: raw.query, body: text.slice(0, mostCharacters), encoding, cut }
  })
}

/** As UTF-8 where it is that, else as what older vendors write. */
function decode(bytes: Uint8Array): { text: string; encoding: string } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'UTF-8' }
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GB18030' }
  }
}
