import { signFields } from '../infocloud/sign.ts'
import type { Sandbox } from '../start.ts'

export type InfocloudAnswer = {
  code: number | string
  message?: string
  data?: unknown
  totalSize?: number
  requestId: string
}

type Options = {
  method?: string
  nonce?: string
  timestamp?: string
  headers?: Record<string, string>
  accessKey?: string
}

let lastNonce = 10_000_000_000

/** A signed request as the document describes it; `headers` overrule what was signed. */
export function callInfocloud(
  sandbox: Sandbox,
  path: string,
  fields: Record<string, unknown> = {},
  options: Options = {},
): Promise<Response> {
  lastNonce += 1
  const account = sandbox.accounts.infocloud
  const method = options.method ?? 'HmacSHA256'
  const headers = {
    'x-api-key': account.apiKey ?? '',
    'x-nonce': options.nonce ?? String(lastNonce),
    'x-sign-method': method,
    'x-timestamp': options.timestamp ?? String(Date.now()),
  }
  const key = options.accessKey ?? account.accessKey ?? ''
  const sign = signFields(method, { ...fields, ...headers }, key)
  return fetch(sandbox.urls.infocloud + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...headers,
      'x-sign': sign,
      ...options.headers,
    },
    body: JSON.stringify(fields),
  })
}

/** The same, read as JSON. */
export async function askInfocloud(
  sandbox: Sandbox,
  path: string,
  fields: Record<string, unknown> = {},
  options: Options = {},
): Promise<InfocloudAnswer> {
  const response = await callInfocloud(sandbox, path, fields, options)
  return (await response.json()) as InfocloudAnswer
}
