import { z } from 'zod'

/** A template as made in the vendor's console; `{…}` stands for any text (notation ours). */
export const ZhuanxinyunTemplate = z.strictObject({
  id: z.string().regex(/^\w{1,32}$/),
  text: z.string().min(1).max(500),
})

export type ZhuanxinyunTemplate = z.infer<typeof ZhuanxinyunTemplate>

const SIGNATURE = /^【([^【】]+)】|【([^【】]+)】$/

/** The name between 【】 at either end of a text. */
export const signatureOf = (text: string): string | undefined => {
  const match = SIGNATURE.exec(text)
  return match?.[1] ?? match?.[2]
}

/** Whether a text, its signature aside, is the template with something in place of each variable. */
export function fitsTemplate({ text: template }: ZhuanxinyunTemplate, text: string): boolean {
  const [first = '', ...rest] = template.split(/\{[^{}]*\}/)
  let body = text.replace(SIGNATURE, '')
  if (rest.length === 0) return body === first
  const last = rest.pop() ?? ''
  if (!body.startsWith(first) || !body.slice(first.length).endsWith(last)) return false
  body = body.slice(first.length, body.length - last.length)
  for (const literal of rest) {
    const at = body.indexOf(literal)
    if (at < 0) return false
    body = body.slice(at + literal.length)
  }
  return true
}
