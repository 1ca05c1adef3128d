import { maskPhone } from '#lib/messages/mask-phone.ts'

const mobile = /(?<!\d)(?:\+?86[\s-]?)?(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)/g

/** Masks every mobile number in a line of a file, however a person has written it. */
export const maskLine = (line: string): string =>
  line.replace(mobile, (_, head: string, middle: string, tail: string) =>
    maskPhone(head + middle + tail),
  )
