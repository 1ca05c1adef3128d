import { maskPhone } from './mask-phone.ts'
import type { MessageFilter } from './types.ts'

/** The filter as the audit log keeps it: the phone masked, times as ISO 8601. */
export function describeFilter(filter: MessageFilter): Record<string, unknown> {
  const { phone, from, to, ...rest } = filter
  return {
    ...rest,
    ...(phone ? { phone: maskPhone(phone) } : {}),
    ...(from ? { from: from.toISOString() } : {}),
    ...(to ? { to: to.toISOString() } : {}),
  }
}
