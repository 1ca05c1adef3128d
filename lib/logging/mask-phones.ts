const digit = '[0-9０-９]'
/** Behind an escape, \u0001 or %20, digits of the escape itself are no part of a number. */
const start = String.raw`(?:(?<!${digit})|(?<=\\u[\da-fA-F]{4})|(?<=%[\da-fA-F]{2}))`
const head = `(?:(?:00)?86)?[1１][3-9３-９]${digit}`
const whole = new RegExp(`${start}(${head})${digit}{4}(${digit}{4})(?!${digit})`, 'g')

/** Between the parts of a number as people write it, the escaped forms of JSON and URLs included. */
const gap = String.raw`(?:[ .\-\t\u00a0\u2000-\u200f\u2010-\u2015]|\\u(?:00a0|20[01][\da-fA-F])|\\t|%20|\+){1,2}`
const written = `(?:(?:\\+|00)?86${gap})?[1１][3-9３-９]${digit}`
// Not in the middle of a word or an id: three groups of digits may stand in those.
const parted = new RegExp(
  `(?<![\\w-])(${written})(${gap})${digit}{4}(${gap})(${digit}{4})(?![\\w-])`,
  'g',
)

/** 13800138000 → 138****8000 wherever a mainland mobile number stands in `text`, in groups as well. */
export const maskPhones = (text: string): string =>
  text.replace(whole, '$1****$2').replace(parted, '$1$2****$3$4')
