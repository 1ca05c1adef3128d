import { randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** OWASP's argon2id parameters: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** An argon2id hash in PHC form. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFC'), cost)

let decoy: Promise<string> | undefined

/** Compares with `passwordHash`, or, when there is no such account, does the same work and says no. */
export async function checkPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  decoy ??= hashPassword('a password that nobody has')
  const right = await verify(passwordHash ?? (await decoy), password.normalize('NFC'))
  return right && passwordHash !== undefined
}

// Without 0, O, 1, l and I, which look alike on paper.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'

/** 16 letters, about 92 bits, to be given to a person once. */
export const makePassword = (): string =>
  Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
