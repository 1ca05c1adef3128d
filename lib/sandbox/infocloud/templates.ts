import { z } from 'zod'
import { Refusal } from '../core/refusal.ts'

/** The kinds of message that are counted apart (账号短信剩余量), by the name control uses. */
export const PURSES = {
  industry: '行业短信',
  member: '会员短信',
  marketing: '推广短信',
} as const

const PurseName = z.enum(['industry', 'member', 'marketing'])
export type Purse = z.infer<typeof PurseName>

/**
 * A template as made in the vendor's console. Variables are `{name,maxLength}` or
 * `${name,maxLength}`, in the text and, for a dynamic signature, in the signature.
 */
export const InfocloudTemplate = z.strictObject({
  code: z.string().regex(/^\d{18}$/),
  signature: z.string().min(2).max(40),
  text: z
    .string()
    .min(1)
    .max(500)
    .refine(
      (text) => !/[【】]/.test(text) && !/^\[|\]$/.test(text),
      '【】 anywhere or [] at an end',
    ),
  purse: PurseName,
  /** Limits set when the template is made; breaking one is 40005. */
  limits: z
    .strictObject({
      perPhoneDaily: z.int().positive().optional(),
      recipientsPerCall: z.int().positive().optional(),
      callsDaily: z.int().positive().optional(),
      /** First and last hour of the day (China) in which it may be sent, e.g. [8, 20]. */
      hours: z.tuple([z.int().min(0).max(23), z.int().min(0).max(23)]).optional(),
    })
    .optional(),
})

export type InfocloudTemplate = z.infer<typeof InfocloudTemplate>

const VARIABLE = /\$?\{([^{},]+),(\d+)\}/g

const fullText = (template: InfocloudTemplate): string =>
  `【${template.signature}】${template.text}`

/** The greatest length of each variable, in order; a dynamic signature comes first. */
export const variableLengths = (template: InfocloudTemplate): number[] =>
  [...fullText(template).matchAll(VARIABLE)].map((match) => Number(match[2]))

/**
 * The text as it arrives. Refuses a wrong number of values (60003), one longer than its variable
 * allows (60004), one with 【】 (60006, ours), and a text with nothing in it (60005).
 */
export function renderText(template: InfocloudTemplate, values: readonly string[]): string {
  const lengths = variableLengths(template)
  if (values.length !== lengths.length) throw new Refusal('60003')
  values.forEach((value, index) => {
    if (value.length > (lengths[index] ?? 0)) throw new Refusal('60004')
    if (/[【】]/.test(value)) throw new Refusal('60006')
  })
  let next = 0
  const text = fullText(template).replace(VARIABLE, () => values[next++] ?? '')
  if (text.replace(/^【[^】]*】/, '').trim() === '') throw new Refusal('60005')
  return text
}
