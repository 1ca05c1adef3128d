export type ErrorParams = Record<string, string | number>

/**
 * Something a person can mend. `code` is a key of the `errors` catalogue, `params` fill it,
 * `field` names the input it is about. The other known error is ProviderError.
 */
export class UserError extends Error {
  override name = 'UserError'
  readonly code: string
  readonly params: ErrorParams
  readonly field: string | undefined

  constructor(
    code: string,
    params: ErrorParams = {},
    more: { field?: string; cause?: unknown } = {},
  ) {
    super(`${code} ${JSON.stringify(params)}`, { cause: more.cause })
    this.code = code
    this.params = params
    this.field = more.field
  }
}
