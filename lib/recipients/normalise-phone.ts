import { isUnseen } from './strip-invisible.ts'

export type NormalisedPhone =
  | { phone: string; reason?: undefined }
  | { phone?: undefined; reason: 'empty_phone' | 'scientific_notation' | 'not_mobile' }

const EMPTY: NormalisedPhone = { reason: 'empty_phone' }
const NOT_MOBILE: NormalisedPhone = { reason: 'not_mobile' }
const SCIENTIFIC: NormalisedPhone = { reason: 'scientific_notation' }

const excelText = /^="(.*)"$/
const wholeNumber = /^(\d{11,15})\.0+$/
const scientific = /^\d(?:\.\d+)?E\+?\d+$/i
/** Spaces, hyphens, dots, brackets, and the invisible direction marks that phone books copy along. */
const decoration = /[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\-‐‑‒–—―−.·()'`]/g
const withPrefix = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/

/**
 * A mainland mobile number as 11 digits, from what people and spreadsheets write: full-width
 * digits, +86, spaces, hyphens. `scientific_notation`: a spreadsheet has thrown digits away.
 */
export function normalisePhone(raw: string): NormalisedPhone {
  if (isPlainMobile(raw)) return { phone: raw }
  const text = raw.trim().normalize('NFKC').replace(excelText, '$1').trim()
  if (isUnseen(text)) return EMPTY
  if (scientific.test(text)) return SCIENTIFIC
  const digits = text.replace(wholeNumber, '$1').replace(decoration, '')
  const phone = withPrefix.exec(digits)?.[1]
  return phone ? { phone } : NOT_MOBILE
}

/** The usual case, without a regular expression. */
function isPlainMobile(text: string): boolean {
  if (text.length !== 11 || text.charCodeAt(0) !== 0x31 || text.charCodeAt(1) < 0x33) return false
  for (let index = 1; index < 11; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x30 || code > 0x39) return false
  }
  return true
}

const numberLike = /^\+?\d{7,}$/

/** Something that was meant as a number of a phone, right or wrong: such a row is no header. */
export function looksLikeNumber(raw: string): boolean {
  const { phone, reason } = normalisePhone(raw)
  if (phone !== undefined || reason === 'scientific_notation') return true
  return numberLike.test(raw.normalize('NFKC').replace(decoration, ''))
}
