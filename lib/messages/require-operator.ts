import { hasRole } from '#lib/auth/roles.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'

/** Phones in the clear and exports ask for it whoever calls. Throws UserError `forbidden`. */
export function requireOperator(ctx: Pick<Context, 'actor'>): void {
  if (!hasRole(ctx.actor.role, 'operator')) throw new UserError('forbidden')
}
