import type { ClaimedMessage } from './types.ts'

/**
 * Cuts messages into calls: at most `size` in a call, no phone twice in a call, and only equal
 * values together where a call carries one text. What does not fit into `calls` calls stays.
 */
export function groupIntoCalls<M extends ClaimedMessage>(
  messages: M[],
  rule: { size: number; calls: number; perRecipientText: boolean },
): M[][] {
  const calls: { key: string; phones: Set<string>; messages: M[] }[] = []
  for (const message of messages) {
    const key = rule.perRecipientText ? '' : JSON.stringify(message.values)
    let call = calls.find(
      (one) => one.key === key && one.messages.length < rule.size && !one.phones.has(message.phone),
    )
    if (!call) {
      if (calls.length >= rule.calls) continue
      call = { key, phones: new Set(), messages: [] }
      calls.push(call)
    }
    call.phones.add(message.phone)
    call.messages.push(message)
  }
  return calls.map((call) => call.messages)
}
