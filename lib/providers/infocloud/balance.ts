import { z } from 'zod'
import { numberLike } from '../answers.ts'
import { ProviderError } from '../call.ts'
import type { Quota } from '../sending.ts'
import { ask } from './answer.ts'
import { type InfocloudCall, vendor } from './settings.ts'

const items = z.array(z.object({ itemName: z.string(), residueValue: numberLike }))

/** 查询账号短信剩余量: messages left of each kind; at most once in 15 s. Throws ProviderError. */
export async function balance(call: InfocloudCall): Promise<Quota[]> {
  const { answer } = await ask(call, '/sms/residueValue/qry', {})
  const found = items.safeParse(answer.data)
  if (!found.success) {
    throw new ProviderError(vendor, 'bad_response', { detail: found.error.message })
  }
  return found.data.map(({ itemName, residueValue }) => ({
    unit: 'messages',
    name: itemName,
    amount: residueValue,
  }))
}
