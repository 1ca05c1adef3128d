import { appendAudit } from '#lib/audit/append.ts'
import { hasRole } from '#lib/auth/roles.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { takeTokens } from '#lib/rates/take-tokens.ts'
import { maskPhone } from './mask-phone.ts'

/** Enough for a person at work, too few for a list of numbers to be tried out. */
const paces = {
  viewer: { perSecond: 1 / 20, burst: 20 },
  operator: { perSecond: 1, burst: 200 },
}

/**
 * To be called before a phone (11 digits) that somebody typed is searched for: whether we wrote to
 * it and what it answered is told by that. Audited as `message.search`, phone masked. Throws
 * UserError `too_many_searches`.
 */
export async function notePhoneSearch(
  ctx: Pick<Context, 'db' | 'actor'>,
  phone: string,
): Promise<void> {
  const { actor, db } = ctx
  if (actor.via === 'console') {
    const pace = hasRole(actor.role, 'operator') ? paces.operator : paces.viewer
    const waitMs = await takeTokens(db, { key: `phone-search/${actor.id}`, ...pace })
    if (waitMs > 0) throw new UserError('too_many_searches', { seconds: Math.ceil(waitMs / 1000) })
  }
  await appendAudit(ctx, db, { action: 'message.search', details: { phone: maskPhone(phone) } })
}
