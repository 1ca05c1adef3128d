import { fromOpaque, type Keyring, toOpaque } from '#lib/crypto/keyring.ts'

const purpose = 'phone'

/** Stands for a phone in an address, where the number itself never does. */
export const writePhoneToken = (keys: Keyring, phone: string): string =>
  toOpaque(keys, purpose, phone)

/** The phone behind a token; for anything else a text that no phone is equal to. */
export const readPhoneToken = (keys: Keyring, token: string): string =>
  fromOpaque(keys, purpose, token) ?? 'unreadable'
