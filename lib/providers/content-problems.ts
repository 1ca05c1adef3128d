import { ProviderError } from './call.ts'

/** Why we cannot read what a vendor pushed or what was pulled; their words are in the catalogue `reports.problem`. */
export const contentProblems = [
  'another_account',
  'not_json',
  'not_xml',
  'unknown_kind',
  'too_little',
  'no_row',
  'no_answer',
  'broken_off',
  'rows_left',
] as const
export type ContentProblem = (typeof contentProblems)[number]

export const isContentProblem = (code: string | undefined): code is ContentProblem =>
  contentProblems.some((one) => one === code)

/** The error of content that is refused by us: not the vendor's words, but a code and its `count`. */
export const refuseContent = (
  vendor: string,
  code: ContentProblem,
  count?: number,
): ProviderError =>
  new ProviderError(vendor, code === 'another_account' ? 'unauthorized' : 'bad_response', {
    code,
    ...(count === undefined ? {} : { detail: String(count) }),
  })
