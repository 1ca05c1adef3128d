import { randomBytes } from 'node:crypto'

const positionLength = 3

/** Our name of a call: 24 letters and digits, so that a message's is short enough for every vendor. */
export const newReference = (): string =>
  BigInt(`0x${randomBytes(16).toString('hex')}`)
    .toString(36)
    .padStart(25, '0')
    .slice(-24)

/** Our name of the message at a place (from 0) of a call. */
export const messageReference = (reference: string, place: number): string =>
  reference + place.toString(36).padStart(positionLength, '0')

/** True for what `messageReference` gives; another system may send on the same account. */
export const isMessageReference = (text: string): boolean => /^[0-9a-z]{27}$/.test(text)

/** The call that a message's name belongs to. */
export const callReference = (messageReference: string): string =>
  messageReference.slice(0, -positionLength)
