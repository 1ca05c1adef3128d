import { numberLike } from '../answers.ts'
import { ProviderError } from '../call.ts'
import type { Quota } from '../sending.ts'
import { ask } from './answer.ts'
import { vendor, type ZhuanxinyunCall } from './settings.ts'

/** querySmsCount: messages left; at most once in 20 s. Throws ProviderError. */
export async function balance(call: ZhuanxinyunCall): Promise<Quota[]> {
  const { answer } = await ask(call, 'querySmsCount')
  const count = numberLike.safeParse(answer.count)
  if (!count.success) {
    throw new ProviderError(vendor, 'bad_response', { detail: count.error.message })
  }
  return [{ unit: 'messages', name: 'balance', amount: count.data }]
}
