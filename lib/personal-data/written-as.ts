import { type SQL, sql } from 'drizzle-orm'

/**
 * What people put between the digits of a phone: spaces, dashes, dots, brackets, and the invisible
 * marks that phone books copy along. Insides of a bracket expression.
 */
const marks = [
  String.raw` \t\r\n\u00a0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u2066-\u2069\u3000\ufeff\u00ad`,
  String.raw`\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d`,
  String.raw`.\u00b7\u2022\u2027\u30fb\uff0e\u3002`,
  String.raw`()\uff08\uff09'\u0060\u2018\u2019`,
].join('')
const between = `[${marks}-]{0,3}`

const wide = (digit: string): string => String.fromCharCode(0xff10 + Number(digit))
const eitherDigit = (digit: string): string => `[${digit}${wide(digit)}]`

/** The digits one by one, and before them the code of the country where it stands. */
function join(phone: string, digit: (one: string) => string, plus: string, gap: string): string {
  const country = `(?:(?:${plus}|${digit('0')}${gap}${digit('0')}${gap})?${digit('8')}${gap}${digit('6')}${gap})?`
  return country + [...phone].map(digit).join(gap)
}

/**
 * A regular expression, of PostgreSQL and of JavaScript alike, for a phone however people write it:
 * 138-0013-8000, １３８…, +86(138)…. With a digit before or after, it is another number.
 */
export const writtenAs = (phone: string): string =>
  `(?<![0-9０-９])${join(phone, eitherDigit, '[+＋]', between)}(?![0-9０-９])`

/** One of the marks in UTF-8 or GB18030, plain or percent-encoded, or as JSON may spell it. */
const gapInBytes = `(?:${[
  String.raw`[- \t\r\n.()+'\u0080-\u00ff]`,
  String.raw`[\u0081-\u00fe][0-9]`,
  '%(?:0[9AaDd]|2[0789BbDdEe]|[89A-Fa-f][0-9A-Fa-f])',
  String.raw`\\[tnr]`,
  String.raw`\\u(?:00[AaBb]|20[0-9A-Fa-f]|221|30[0Ff]|[Ff][EeFf][0-9A-Fa-f])[0-9A-Fa-f]`,
].join('|')})*`
const digitInBytes = (digit: string): string =>
  `(?:${[
    digit,
    String.raw`\u00ef\u00bc\u009${digit}`,
    String.raw`\u00a3\u00b${digit}`,
    `%[Ee][Ff]%[Bb][Cc]%9${digit}`,
    `%[Aa]3%[Bb]${digit}`,
    String.raw`\\u[Ff][Ff]1${digit}`,
  ].join('|')})`

/** No digit before, or one that ends another character: %20, \u4e00, four bytes of GB18030. */
const beginInBytes = [
  '(?<![0-9])',
  '(?<=%[0-9A-Fa-f]{2})',
  String.raw`(?<=\\u[0-9A-Fa-f]{4})`,
  String.raw`(?<=[\u0081-\u00fe][0-9][\u0081-\u00fe][0-9])`,
].join('|')

/**
 * The same of bytes that are read as LATIN1, in whatever encoding they are. All that is not ASCII
 * counts as a mark: spelling each out takes a database minutes.
 */
export const writtenAsBytes = (phone: string): string =>
  `(?:${beginInBytes})${join(phone, digitInBytes, '[+]|%2[Bb]', gapInBytes)}(?![0-9])`

/** Bytes as LATIN1, in SQL; zeros, as UTF-16 has them, are left out. */
export const bytesAsText = (
  bytes: SQL,
): SQL => sql`case when position('\\x00'::bytea in ${bytes}) = 0
  then convert_from(${bytes}, 'LATIN1') else replace(encode(${bytes}, 'escape'), '\\000', '') end`
