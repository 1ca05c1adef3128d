import { UserError } from '#lib/errors.ts'
import type { Provider } from '#lib/providers/contract.ts'

/** A channel cannot put more into a call than the vendor's document allows. Throws UserError. */
export function checkLimits(
  { limits }: Pick<Provider, 'limits'>,
  { recipientsPerCall }: { recipientsPerCall?: number | null | undefined },
): void {
  const max = limits.recipientsPerCallMax
  if (max !== undefined && (recipientsPerCall ?? 0) > max)
    throw new UserError('recipients_per_call_max', { max }, { field: 'recipientsPerCall' })
}
