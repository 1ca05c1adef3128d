import type { Sandbox } from '../start.ts'

export type UpyunAnswer = { status: number; json: Record<string, unknown> }

/** A request with the token; an object goes as JSON, URLSearchParams as a form. */
export async function askUpyun(
  sandbox: Sandbox,
  method: string,
  path: string,
  body?: Record<string, unknown> | URLSearchParams,
  token = sandbox.accounts.upyun.token ?? '',
): Promise<UpyunAnswer> {
  const form = body instanceof URLSearchParams
  const response = await fetch(sandbox.urls.upyun + path, {
    method,
    headers: { authorization: token, ...(body && !form && { 'content-type': 'application/json' }) },
    ...(body && { body: form ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, json: text ? JSON.parse(text) : {} }
}

/** A template that sends `{$var1}您好，本次收入{$var2}元。`, already through its review. */
export async function createUsableTemplate(
  sandbox: Sandbox,
  fields: Record<string, unknown> = {},
): Promise<number> {
  const { json } = await askUpyun(sandbox, 'POST', '/api/templates', {
    title: '收入通知',
    content: '{$var1}您好，本次收入{$var2}元。',
    temp_sign: '云通信',
    sign_location: 'top',
    type: 'industry',
    report_type: 'vip',
    ...fields,
  })
  sandbox.control.review('upyun', json.id as number, 'success')
  return json.id as number
}
