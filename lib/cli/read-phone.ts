import type { Context } from '#lib/context.ts'
import { notePhoneSearch } from '#lib/messages/note-phone-search.ts'
import { normalisePhone } from '#lib/recipients/normalise-phone.ts'
import { usageError } from './usage.ts'
import type { CliWords } from './words.ts'

/** 11 digits, from what people write. Wrong usage for what is no mobile number. */
export function readPhone({ usage }: CliWords, text: string): string {
  const { phone } = normalisePhone(text)
  if (!phone) throw usageError(usage.phone)
  return phone
}

/** The same for a phone to search by, which the audit log notes. */
export async function readSearchedPhone(
  words: CliWords,
  ctx: Context,
  text: string,
): Promise<string> {
  const phone = readPhone(words, text)
  await notePhoneSearch(ctx, phone)
  return phone
}
