import { z } from 'zod'
import { readJson } from '../answers.ts'
import type { Quota } from '../sending.ts'
import { figure, readOwner } from './message-rows.ts'
import { askAny, requireOk } from './request.ts'
import type { UpyunCall } from './settings.ts'
import { templates } from './templates.ts'

/** Seen in a newer document: what is left by type. Types for other countries are not ours. */
const remaining = z.object({ industry: figure, marketing: figure })

/**
 * Messages left: the packages general and vip, which the `owner` of the templates names. An account
 * without templates, or of the newer interface, is asked by `GET /api/users/remain`; where that is
 * not there either the vendor would not say.
 */
export async function balance(call: UpyunCall): Promise<Quota[]> {
  const packages = (await templates.list(call)).quota ?? []
  return packages.length > 0 ? packages : askRemain(call)
}

/** Whatever words come with a 404: the page is not in our document. */
async function askRemain(call: UpyunCall): Promise<Quota[]> {
  const answer = await askAny(call, 'GET', '/api/users/remain')
  return answer.status === 404 ? [] : readRemain(readJson(requireOk(answer).body))
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
