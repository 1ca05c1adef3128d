import type { VendorRequest } from '../core/vendor.ts'

export type Params = Readonly<Record<string, string>>

const texts = (fields: object): Params =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => typeof value === 'string' || typeof value === 'number')
      .map(([name, value]) => [name, String(value)]),
  )

/**
 * A body's fields as texts. JSON and form are both taken (seen; the document's PHP sample posts a
 * form, its Java sample JSON). What cannot be read has no fields, so a required one is missing.
 */
export function readBody({ body, headers }: VendorRequest): Params {
  const text = body.toString('utf8').trim()
  if (!headers['content-type']?.includes('json') && !text.startsWith('{')) {
    return Object.fromEntries(new URLSearchParams(text))
  }
  try {
    const fields: unknown = JSON.parse(text)
    return typeof fields === 'object' && fields !== null ? texts(fields) : {}
  } catch {
    return {}
  }
}
