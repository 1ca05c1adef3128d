import { createHash } from 'node:crypto'
import { Refusal } from '../core/refusal.ts'
import type { VendorContext } from '../core/vendor.ts'
import { decodeGbk, type Fields, percentDecode } from './gbk.ts'
import type { SmsadminSettings } from './settings.ts'
import type { SmsadminState } from './state.ts'

export type Context = VendorContext<SmsadminSettings> & { state: SmsadminState }

/** How an endpoint writes its parameters: the password, and the values encoded once more. */
export type Style = { md5?: boolean; encoded?: readonly string[] }

/** A parameter as text, '' when missing; decoded twice where the endpoint has it encoded twice. */
export function readText(fields: Fields, name: string, { encoded = [] }: Style): string {
  const bytes = fields.get(name) ?? Buffer.alloc(0)
  return decodeGbk(encoded.includes(name) ? percentDecode(bytes) : bytes)
}

const md5 = (text: string): string => createHash('md5').update(text, 'utf8').digest('hex')

/** Code 1: `pwd` is the password, or its md5 in 32 lower-case digits. */
export function authenticate({ account }: Context, fields: Fields, style: Style): void {
  const { uid = '', pwd = '' } = account
  const expected = style.md5 ? md5(pwd) : pwd
  const known =
    readText(fields, 'uid', style) === uid && readText(fields, 'pwd', style) === expected
  if (!known) throw new Refusal('1')
}

/** Codes 8 and 4: only the tables of the sending endpoints have them. */
export function checkMaySend({ settings }: Context): void {
  if (settings.accountState === 'frozen') throw new Refusal('8')
  if (settings.accountState === 'forbidden') throw new Refusal('4')
}
