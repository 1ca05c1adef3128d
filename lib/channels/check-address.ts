import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { isReachable, targetOf } from '#lib/providers/outbound-guard.ts'

/**
 * Refuses a base URL on a private network that OUTBOUND_ALLOW does not name: every call to it would
 * be refused anyway, by the HTTP client. Throws UserError `base_url_private {target}`.
 */
export async function checkAddress(
  { outboundAllow }: Pick<Context, 'outboundAllow'>,
  baseUrl: string | null | undefined,
): Promise<void> {
  if (!baseUrl || !outboundAllow) return
  const url = new URL(baseUrl)
  if (await isReachable(url, outboundAllow)) return
  throw new UserError('base_url_private', { target: targetOf(url) }, { field: 'baseUrl' })
}
