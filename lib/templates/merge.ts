import { isDeepStrictEqual } from 'node:util'
import { listVariables } from '#lib/providers/texts.ts'
import type { VendorTemplate } from '#lib/providers/vendor-templates.ts'
import type { Template } from './load.ts'
import { renameVariables } from './rename-variables.ts'
import { goneReason } from './review.ts'

/**
 * The columns of a template that only the vendor had so far; undefined while it shows too little to
 * send it. Of an unsaid category the stricter: opt-outs hold, and the next list may correct it.
 */
export function toImported({ text, signature, ...theirs }: VendorTemplate) {
  if (text === undefined || signature === undefined) return undefined
  return {
    title: theirs.title ?? theirs.vendorId,
    signature,
    text,
    variables: listVariables(text),
    category: theirs.category ?? 'marketing',
    vendorId: theirs.vendorId,
    settings: theirs.settings,
    reviewStatus: theirs.reviewStatus ?? 'review',
    reviewReason: theirs.reason ?? null,
  }
}

/** The vendor's state over ours: its words win, our names of variables and the finer category stay. */
export function toSynced(own: Template, theirs: VendorTemplate) {
  const text = theirs.text === undefined ? own.text : renameVariables(theirs.text, own.text)
  const category = theirs.category ?? own.category
  const marketing = category === 'marketing' || own.category === 'marketing'
  return {
    title: theirs.title ?? own.title,
    signature: theirs.signature ?? own.signature,
    text,
    variables: listVariables(text),
    category: marketing ? category : own.category,
    settings: { ...own.settings, ...theirs.settings },
    ...readReview(own, theirs),
  }
}

/** One that was gone and is listed again is there, whatever its list does not say. */
function readReview(own: Template, theirs: VendorTemplate) {
  const reviewReason = theirs.reason ?? null
  if (theirs.reviewStatus) return { reviewStatus: theirs.reviewStatus, reviewReason }
  if (own.reviewReason === goneReason) return { reviewStatus: 'review' as const, reviewReason }
  return { reviewStatus: own.reviewStatus, reviewReason: own.reviewReason }
}

export const toGone = { reviewStatus: 'refused', reviewReason: goneReason } as const

/** True when the row does not have these values yet. */
export const differs = (own: Template, next: Partial<Template>): boolean =>
  (Object.keys(next) as (keyof Template)[]).some(
    (name) => !isDeepStrictEqual(own[name], next[name]),
  )
