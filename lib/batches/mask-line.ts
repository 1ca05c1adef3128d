import { maskPhone } from '#lib/messages/mask-phone.ts'

const digit = '[0-9０-９]'
/** What people write between the digits of one number; never what parts two cells. */
const gap = "[ \u00a0\\-‐-―−.·()（）']{0,2}"
const mobile = new RegExp(
  `(?<!${digit})(?:[+＋]?(?:[0０]{2})?[8８][6６]${gap})?([1１]${gap}[3-9３-９](?:${gap}${digit}){9})(?!${digit})`,
  'g',
)

/** Masks every mobile number in a line of a file, however a person has written it. */
export const maskLine = (line: string): string =>
  line.replace(mobile, (_, found: string) =>
    maskPhone(found.normalize('NFKC').replace(/[^0-9]/g, '')),
  )
