import { isDeepStrictEqual } from 'node:util'
import { listVariables } from '#lib/providers/texts.ts'
import type { VendorTemplate } from '#lib/providers/vendor-templates.ts'
import type { Template } from './load.ts'
import { renameVariables } from './rename-variables.ts'
import { goneReason } from './review.ts'

/** The columns of a template that only the vendor had so far. */
export const toImported = (theirs: VendorTemplate) => ({
  title: theirs.title,
  signature: theirs.signature,
  text: theirs.text,
  variables: listVariables(theirs.text),
  category: theirs.category,
  vendorId: theirs.vendorId,
  settings: theirs.settings,
  reviewStatus: theirs.reviewStatus,
  reviewReason: theirs.reason ?? null,
})

/** The vendor's state over ours: its words win, our names of variables and the finer category stay. */
export function toSynced(own: Template, theirs: VendorTemplate) {
  const text = renameVariables(theirs.text, own.text)
  const marketing = theirs.category === 'marketing' || own.category === 'marketing'
  return {
    ...toImported(theirs),
    text,
    variables: listVariables(text),
    category: marketing ? theirs.category : own.category,
  }
}

export const toGone = { reviewStatus: 'refused', reviewReason: goneReason } as const

/** True when the row does not have these values yet. */
export const differs = (own: Template, next: Partial<Template>): boolean =>
  (Object.keys(next) as (keyof Template)[]).some(
    (name) => !isDeepStrictEqual(own[name], next[name]),
  )
