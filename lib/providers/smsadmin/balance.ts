import type { Quota } from '../sending.ts'
import { ask, badAnswer } from './answer.ts'
import { type SmsadminCall, settings } from './settings.ts'

/**
 * 5. 查询余额: `用户ID=… 剩余资费=…`, on one line or two; the last value is the amount. A uid beyond
 * letters and digits goes by the address that has it encoded. Throws ProviderError.
 */
export async function balance(call: SmsadminCall): Promise<Quota[]> {
  const { style, balanceUnit } = settings.parse(call.settings)
  const encoded = style === 'urldecode' || !/^[\w.-]+$/.test(call.credentials.uid)
  const { response, text } = await ask(call, encoded ? 'user_info_urldecode' : 'user_info')
  const amount = /=[^=]*=\s*(-?\d+(?:\.\d+)?)[^=\d]*$/.exec(text.replaceAll('＝', '='))?.[1]
  if (amount === undefined) throw badAnswer(response.status, text)
  return [{ unit: balanceUnit, name: '剩余资费', amount: Number(amount) }]
}
