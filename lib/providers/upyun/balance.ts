import { readJson } from '../answers.ts'
import { ProviderError } from '../call.ts'
import type { Quota } from '../sending.ts'
import { readOwner } from './message-rows.ts'
import { ask } from './request.ts'
import type { UpyunCall } from './settings.ts'
import { templates } from './templates.ts'

/**
 * Messages left, general and vip. `GET /api/users/remain` is seen in a newer document only, and its
 * shape is not known: without it the `owner` of the templates says it, and an empty list says nothing.
 */
export async function balance(call: UpyunCall): Promise<Quota[]> {
  const remain = await askRemain(call)
  if (remain.length > 0) return remain
  return (await templates.list(call)).quota ?? []
}

async function askRemain(call: UpyunCall): Promise<Quota[]> {
  try {
    const answer = readJson((await ask(call, 'GET', '/api/users/remain')).body)
    const nested = Object.values(typeof answer === 'object' && answer ? answer : {})
    return [answer, ...nested].map(readOwner).find((quota) => quota.length > 0) ?? []
  } catch (error) {
    const missing = ['NOT_FOUND', 'http_404']
    if (error instanceof ProviderError && missing.includes(error.code ?? '')) return []
    throw error
  }
}
