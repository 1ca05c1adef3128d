import { z } from 'zod'
import { numberLike, readJson } from '../answers.ts'
import { ProviderError } from '../call.ts'
import type { Quota } from '../sending.ts'
import { readOwner } from './message-rows.ts'
import { ask } from './request.ts'
import type { UpyunCall } from './settings.ts'
import { templates } from './templates.ts'

/** Seen in a newer document: what is left by type. Types for other countries are not ours. */
const remaining = z.object({ industry: numberLike.nullish(), marketing: numberLike.nullish() })

/**
 * Messages left: the packages general and vip, which the `owner` of the templates names. An account
 * without templates, or of the newer interface, is asked by `GET /api/users/remain`; where that is
 * not there either the vendor would not say.
 */
export async function balance(call: UpyunCall): Promise<Quota[]> {
  const packages = (await templates.list(call)).quota ?? []
  return packages.length > 0 ? packages : askRemain(call)
}

async function askRemain(call: UpyunCall): Promise<Quota[]> {
  try {
    return readRemain(readJson((await ask(call, 'GET', '/api/users/remain')).body))
  } catch (error) {
    const missing = ['NOT_FOUND', 'http_404']
    if (error instanceof ProviderError && missing.includes(error.code ?? '')) return []
    throw error
  }
}

function readRemain(answer: unknown): Quota[] {
  const packages = readOwner(answer)
  if (packages.length > 0) return packages
  const found = remaining.safeParse(answer).data
  return (['industry', 'marketing'] as const).flatMap((name) => {
    const amount = found?.[name]
    return amount == null ? [] : [{ unit: 'messages' as const, name, amount }]
  })
}
