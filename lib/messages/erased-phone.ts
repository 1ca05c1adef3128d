import { type SQL, sql } from 'drizzle-orm'

const kept = 4
const blank = '*******'

/**
 * What stands in place of an erased phone: the digits that tell the carrier, so that counts by
 * carrier stay what they were. Ten million numbers share it, and none is led back to.
 */
export const erasedPhone = (phone: string): string => phone.slice(0, kept) + blank

/** The same in SQL, of a column or a value. */
export const erasedPhoneOf = (phone: SQL): SQL =>
  sql`left(${phone}, ${sql.raw(String(kept))}) || ${sql.raw(`'${blank}'`)}`

export const isErasedPhone = (phone: string): boolean => phone.endsWith(blank)
