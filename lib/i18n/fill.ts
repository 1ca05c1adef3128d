import type { ErrorParams } from '#lib/errors.ts'

/** Puts `params` into `{name}` places; a place without a value stays as it is. */
export const fill = (text: string, params: ErrorParams): string =>
  text.replace(/\{(\w+)\}/g, (place, name) => String(params[name] ?? place))
