import { z } from 'zod'
import type { Context } from '#lib/context.ts'
import { fromOpaque, type Keyring, toOpaque } from '#lib/crypto/keyring.ts'
import { UserError } from '#lib/errors.ts'
import { normalisePhone } from '#lib/recipients/normalise-phone.ts'
import { isErasedPhone } from './erased-phone.ts'
import { notePhoneSearch } from './note-phone-search.ts'

const purpose = 'phone'
/** No phone is equal to it. */
const unreadable = 'unreadable'

/** Stands for a phone in an address, where the number itself never does; an erased one leads nowhere. */
export const writePhoneToken = (keys: Keyring, phone: string): string =>
  isErasedPhone(phone) ? 'erased' : toOpaque(keys, purpose, phone)

/** The phone behind a token; for anything else a text that no phone is equal to. */
export const readPhoneToken = (keys: Keyring, token: string): string =>
  fromOpaque(keys, purpose, token) ?? unreadable

/** Whether a filter has a phone that one can show: its token was readable. */
export const isReadable = (phone: string | undefined): phone is string =>
  phone !== undefined && phone !== unreadable

export const PhoneInput = z.object({ phone: z.string().trim().min(1).max(40) })

/**
 * The token of a phone that somebody typed into a search; noted in the audit log. Throws UserError
 * `phone_not_mobile`, `too_many_searches`.
 */
export async function encodePhone(
  ctx: Pick<Context, 'db' | 'keys' | 'actor'>,
  input: z.output<typeof PhoneInput>,
): Promise<string> {
  const { phone } = normalisePhone(input.phone)
  if (!phone) throw new UserError('phone_not_mobile', {}, { field: 'phone' })
  await notePhoneSearch(ctx, phone)
  return writePhoneToken(ctx.keys, phone)
}
