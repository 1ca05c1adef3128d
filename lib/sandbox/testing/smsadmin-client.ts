import { createHash } from 'node:crypto'
import iconv from 'iconv-lite'
import type { Sandbox } from '../start.ts'

const PREFIX = '/smsmarketing/wwwroot/api/'

/** URL-encodes every GBK byte of a text, letters and digits too: as long as can be, never wrong. */
export const encodeEveryByte = (text: string): string =>
  Array.from(iconv.encode(text, 'gbk'), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex')

/** A request with the account's uid and plain password, which `fields` may overrule. */
export async function askSmsadmin(
  sandbox: Sandbox,
  name: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const { uid = '', pwd = '' } = sandbox.accounts.smsadmin
  const encoded = Object.entries({ uid, pwd, ...fields })
    .map(([key, value]) => `${key}=${encodeEveryByte(value)}`)
    .join('&')
  const address = `${sandbox.urls.smsadmin}${PREFIX}${name}/`
  const response = name.startsWith('post')
    ? await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: encoded,
      })
    : await fetch(`${address}?${encoded}`)
  return iconv.decode(Buffer.from(await response.arrayBuffer()), 'gbk')
}
