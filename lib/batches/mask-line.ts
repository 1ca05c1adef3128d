const digit = '[0-9０-９]'
/** What people write between the digits of one number; never what parts two cells. */
const gap = "[ \u00a0\\-‐-―−.·()（）']{0,2}"
const mobile = new RegExp(
  `(?<!${digit})((?:(?:[+＋]|00)?86${gap})?)([1１]${gap}[3-9３-９](?:${gap}${digit}){9})(?!${digit})`,
  'gu',
)

/**
 * A line of a file with every mobile number in it masked, however it is written: +86, spaces,
 * hyphens, full-width digits. All else stays as it stands in the file.
 */
export const maskLine = (line: string): string =>
  line.replace(mobile, (_, prefix: string, phone: string) => {
    const digits = phone.normalize('NFKC').replace(/\D/g, '')
    return `${prefix}${digits.slice(0, 3)}****${digits.slice(7)}`
  })
