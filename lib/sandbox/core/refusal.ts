/** What a handler throws to say no: the vendor's own code and, where wanted, its own words. */
export class Refusal extends Error {
  readonly code: string
  readonly detail: string | undefined

  constructor(code: string, detail?: string) {
    super(detail ?? code)
    this.name = 'Refusal'
    this.code = code
    this.detail = detail
  }
}
