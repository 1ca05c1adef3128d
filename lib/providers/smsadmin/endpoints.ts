import { createHash } from 'node:crypto'
import type { HttpRequest, HttpResponse } from '../call.ts'
import { encodeGbk, percentEncode } from './gbk.ts'
import type { SmsadminCall } from './settings.ts'

/** How an address of the vendor is called: which values it has URL-encoded once more, and md5. */
type Endpoint = { method: HttpRequest['method']; md5?: true; twice?: readonly string[] }

/** 2–8. The address of each is its name under `/smsmarketing/wwwroot/api/`. */
export const endpoints = {
  get_send: { method: 'GET' },
  get_send_md5: { method: 'GET', md5: true },
  get_send_urldecode: { method: 'GET', twice: ['msg'] },
  post_send: { method: 'POST' },
  post_send_md5: { method: 'POST', md5: true },
  post_send_urldecode: { method: 'POST', twice: ['uid', 'msg'] },
  post_send_ddt: { method: 'POST', md5: true, twice: ['params', 'msg'] },
  user_info: { method: 'GET' },
  user_info_urldecode: { method: 'GET', twice: ['uid'] },
  mgz: { method: 'GET' },
  reve: { method: 'GET' },
  reve_urlencode: { method: 'GET' },
  report: { method: 'GET' },
} as const satisfies Record<string, Endpoint>

export type EndpointName = keyof typeof endpoints

/** One call with uid and password; all values in GBK. Throws HttpError. */
export function callEndpoint(
  { credentials, baseUrl, http }: SmsadminCall,
  name: EndpointName,
  fields: Record<string, string> = {},
): Promise<HttpResponse> {
  const { method, md5, twice = [] }: Endpoint = endpoints[name]
  const { uid, pwd } = credentials
  const all = { uid, pwd: md5 ? hash(pwd) : pwd, ...fields }
  const encoded = Object.entries(all)
    .map(([key, value]) => {
      const once = percentEncode(value)
      return `${key}=${twice.includes(key) ? percentEncode(once) : once}`
    })
    .join('&')
  const url = `${baseUrl}/smsmarketing/wwwroot/api/${name}/`
  if (method === 'GET') return http({ method, url: `${url}?${encoded}` })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return http({ method, url, headers, body: encoded })
}

/** md5 方式 32 位的小写字符串. Of the password's GBK bytes, as all else here (ours). */
const hash = (pwd: string): string => createHash('md5').update(encodeGbk(pwd)).digest('hex')

/** What else than the password itself may stand in a request, and serves whoever reads it as well. */
export const secretForms = (pwd: string): string[] => [hash(pwd), percentEncode(pwd)]
