import { fill } from '#lib/i18n/fill.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { AddOptOutInput, addOptOut } from '#lib/opt-outs/add-opt-out.ts'
import type { Answer, Cli } from '../cli.ts'
import { readPhone } from '../read-phone.ts'

export async function optOutAdd(
  cli: Cli,
  { reason }: { reason: string },
  given: string,
): Promise<Answer> {
  const phone = readPhone(cli.words, given)
  const { id } = await addOptOut(await cli.context(), AddOptOutInput.parse({ phone, reason }))
  const masked = maskPhone(phone)
  return { json: { id, phone: masked }, text: fill(cli.words.says.optOutAdded, { phone: masked }) }
}
