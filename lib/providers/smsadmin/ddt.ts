import { ProviderError } from '../call.ts'
import type { Recipient, SendRequest } from '../sending.ts'
import { replaceVariables } from '../texts.ts'
import { vendor } from './settings.ts'

export type Personal = { msg: string; params: string }

const marker = /\{value(\d+)\}/g

/**
 * 4. 点点通: the template with numbered variables, and a group for each recipient: phone, then the
 * values in the order in which they stand in the text. A variable used twice gets two numbers,
 * because 变量标识符号不能重复. Throws ProviderError when a text is not what its values make of it.
 */
export function composeEach(
  { signature, template, recipients }: SendRequest,
  first: 0 | 1,
): Personal {
  const places: number[] = []
  const body = replaceVariables(template.text, (_, index) => {
    places.push(index)
    return `{value${places.length - 1 + first}}`
  })
  const sign = signature ? `【${signature}】` : ''
  const groups = recipients.map(({ phone, values }) => [
    phone,
    ...places.map((place) => values[place] ?? ''),
  ])
  const msg = [sign + body, body + sign].find((candidate) =>
    recipients.every((one, n) => render(candidate, groups[n] ?? [], first) === one.text),
  )
  if (msg === undefined) {
    throw new ProviderError(vendor, 'template_unavailable', {
      code: 'text_mismatch',
      detail: 'a recipient’s text is not the template with its values',
    })
  }
  return { msg, params: groups.map((group) => group.join(',')).join(';') }
}

/** One text for all by the same way, for what the plain addresses would spoil. */
export const composeSame = (text: string, recipients: readonly Recipient[]): Personal => ({
  msg: text,
  params: recipients.map(({ phone }) => phone).join(';'),
})

function render(msg: string, group: readonly string[], first: 0 | 1): string {
  return msg.replace(marker, (whole, number: string) => group[Number(number) + 1 - first] ?? whole)
}
