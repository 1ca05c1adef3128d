import { z } from 'zod'
import { numberLike } from '../answers.ts'
import { ProviderError } from '../call.ts'
import type { Quota } from '../sending.ts'
import { ask } from './answer.ts'
import { type InfocloudCall, vendor } from './settings.ts'

const item = z.object({ itemName: z.string(), residueValue: numberLike })
const items = z.array(z.unknown())

/**
 * 查询账号短信剩余量: messages left of each kind that the answer has a number for; at most once in
 * 15 s. Throws ProviderError, `bad_response` where no kind has one.
 */
export async function balance(call: InfocloudCall): Promise<Quota[]> {
  const { answer } = await ask(call, '/sms/residueValue/qry', {})
  const found = items.safeParse(answer.data)
  const kinds = found.data?.flatMap((one) => item.safeParse(one).data ?? []) ?? []
  if (!found.success || (found.data.length > 0 && kinds.length === 0)) {
    const detail = found.error?.message ?? `none of ${found.data?.length} kinds has a number`
    throw new ProviderError(vendor, 'bad_response', { detail })
  }
  return kinds.map(({ itemName, residueValue }) => ({
    unit: 'messages',
    name: itemName,
    amount: residueValue,
  }))
}
