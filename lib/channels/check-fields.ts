import type { z } from 'zod'
import { UserError } from '#lib/errors.ts'

type Shaped = z.ZodType & { shape: Record<string, z.ZodType> }

/**
 * `value` read by a vendor's schema for credentials or settings. Throws UserError `field_unknown`
 * or `field_invalid` whose field is `place.name`; the value itself is never repeated.
 */
export function checkFields<S extends Shaped>(
  schema: S,
  value: Record<string, unknown>,
  place: 'credentials' | 'settings',
): z.output<S> {
  const unknown = Object.keys(value).find((name) => !(name in schema.shape))
  if (unknown !== undefined) {
    const names = Object.keys(schema.shape).join(', ')
    throw new UserError('field_unknown', { name: unknown, names }, { field: `${place}.${unknown}` })
  }
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const name = read.error.issues[0]?.path.join('.') ?? ''
  throw new UserError('field_invalid', { name }, { field: `${place}.${name}`, cause: read.error })
}
