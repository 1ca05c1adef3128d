import type { ClaimedMessage } from './types.ts'

export type GroupRule = {
  /** Recipients a call. */
  size: number
  calls: number
  /** A call carries a text for each recipient; else only equal values go together. */
  ownTexts: boolean
}

/**
 * Cuts messages into at most `calls` calls of at most `size`, no phone twice in a call. The first
 * message always goes, so that none waits for ever; beside its call the fullest ones go first, so
 * that there are few. What does not fit stays.
 */
export function groupIntoCalls<M extends ClaimedMessage>(messages: M[], rule: GroupRule): M[][] {
  const [first, ...others] = cutAll(messages, rule)
  if (!first) return []
  others.sort((one, other) => other.length - one.length)
  return [first, ...others].slice(0, rule.calls)
}

function cutAll<M extends ClaimedMessage>(messages: M[], rule: GroupRule): M[][] {
  type OpenCall = { phones: Set<string>; messages: M[] }
  const all: OpenCall[] = []
  const openOf = new Map<string, OpenCall[]>()
  for (const message of messages) {
    const key = keyOf(message, rule)
    const open = (openOf.get(key) ?? []).filter((one) => one.messages.length < rule.size)
    let call = open.find((one) => !one.phones.has(message.phone))
    if (!call) {
      call = { phones: new Set(), messages: [] }
      all.push(call)
      open.push(call)
    }
    call.phones.add(message.phone)
    call.messages.push(message)
    openOf.set(key, open)
  }
  return all.map((call) => call.messages)
}

const keyOf = (message: ClaimedMessage, { ownTexts }: GroupRule): string =>
  ownTexts ? '' : JSON.stringify(message.values)

/**
 * False when looking at more messages would make for fuller calls: texts come again and again, and
 * there are not yet enough of them to fill all calls.
 */
export function fillsCalls(messages: ClaimedMessage[], rule: GroupRule): boolean {
  if (rule.ownTexts || rule.size === 1) return true
  const texts = new Map<string, number>()
  for (const message of messages) {
    const key = keyOf(message, rule)
    texts.set(key, (texts.get(key) ?? 0) + 1)
  }
  if (messages.length < 2 * texts.size) return true
  const full = [...texts.values()].reduce((sum, count) => sum + Math.floor(count / rule.size), 0)
  return full >= rule.calls
}
