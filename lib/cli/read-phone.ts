import { normalisePhone } from '#lib/recipients/normalise-phone.ts'
import { usageError } from './usage.ts'
import type { CliWords } from './words.ts'

/** 11 digits, from what people write. Wrong usage for what is no mobile number. */
export function readPhone({ usage }: CliWords, text: string): string {
  const { phone } = normalisePhone(text)
  if (!phone) throw usageError(usage.phone)
  return phone
}
