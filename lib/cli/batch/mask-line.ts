const digit = '[\\d\\uff10-\\uff19]'
const between = '[\\s\\-.·‐‑–—()]?'
const mobile = new RegExp(
  `(?<!${digit})((?:(?:\\+|＋|00)?86${between})?)([1１]${between}[3-9３-９](?:${between}${digit}){9})(?!${digit})`,
  'gu',
)

/**
 * A line of a file with every mobile number in it masked, however it is written: +86, spaces,
 * hyphens, full-width digits. All else stays as it stands in the file.
 */
export const maskLine = (line: string): string =>
  line.replace(mobile, (_, prefix: string, phone: string) => {
    const digits = [...phone.normalize('NFKC')].filter((sign) => /\d/.test(sign)).join('')
    return `${prefix}${digits.slice(0, 3)}****${digits.slice(7)}`
  })
