import { readJson } from '../answers.ts'
import { ProviderError } from '../call.ts'
import { messagePage } from './message-rows.ts'
import { ask } from './request.ts'
import { type UpyunCall, vendor } from './settings.ts'

/** Not documented: ours. */
export const rowsPerPage = 100

/** 5.6: the first page of one phone's messages on one day, yyyy-MM-dd. Throws ProviderError. */
export async function listMessages(
  call: UpyunCall,
  { phone, day }: { phone: string; day: string },
) {
  const query = `date=${day}&mobile=${phone}&page=1&per_page=${rowsPerPage}`
  const { body } = await ask(call, 'GET', `/api/messages?${query}`)
  const page = messagePage.safeParse(readJson(body)).data
  if (!page) throw new ProviderError(vendor, 'bad_response', { detail: 'no list of messages' })
  return page
}
