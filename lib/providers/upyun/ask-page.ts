import { type HttpResponse, ProviderError } from '../call.ts'
import { ask } from './request.ts'
import type { UpyunCall } from './settings.ts'

/** Ours: the document names no limit. A vendor may give fewer, or refuse to give so many. */
export const rowsPerPage = 100

/** Addresses that refused so many: their first page is asked for without a wish. */
const refusing = new Set<string>()

/**
 * 5.6: a page of the messages that `filter` is about, with `size` rows where the vendor lets one
 * choose. Gives the query that was answered beside the answer. Throws ProviderError.
 */
export async function askPage(
  call: UpyunCall,
  filter: string,
  { page, size }: { page: number; size: number },
): Promise<{ query: string; response: HttpResponse }> {
  const get = async (query: string) => ({
    query,
    response: await ask(call, 'GET', `/api/messages?${query}`),
  })
  const plain = `${filter}&page=${page}`
  if (page === 1 && refusing.has(call.baseUrl)) return get(plain)
  try {
    return await get(`${plain}&per_page=${size}`)
  } catch (error) {
    const refused = error instanceof ProviderError && error.code === 'ILLEGAL_PARAMER'
    if (page > 1 || !refused) throw error
    const answer = await get(plain)
    refusing.add(call.baseUrl)
    return answer
  }
}
