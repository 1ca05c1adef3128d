import type { Executor } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import type { Context } from '#lib/context.ts'
import { maskDetails } from './mask-details.ts'

export type AuditInput = {
  /** noun.verb */
  action: string
  targetId?: string
  /** No secrets. Phones are masked here, in whatever text they stand. */
  details?: Record<string, unknown>
}

/** Adds one entry in the transaction of the act itself, or not at all. */
export async function appendAudit(
  ctx: Pick<Context, 'actor'>,
  tx: Executor,
  input: AuditInput,
): Promise<void> {
  await tx.insert(auditEntries).values({
    actorId: ctx.actor.id,
    actorName: ctx.actor.name,
    via: ctx.actor.via,
    action: input.action,
    targetId: input.targetId ?? null,
    details: maskDetails(input.details ?? {}),
    address: ctx.actor.address ?? null,
  })
}
