import { askPage, rowsPerPage } from './ask-page.ts'
import { hasMore, type MessageRow, readPage } from './message-rows.ts'
import type { UpyunCall } from './settings.ts'

/** Pages read of one phone's day; more than a day of one phone has ever filled. Ours. */
const pageLimit = 5

/**
 * 5.6: one phone's messages on one day, yyyy-MM-dd, each once. `whole` is false when the vendor
 * has more of them than it showed, or one that cannot be read. Throws ProviderError.
 */
export async function listMessages(
  call: UpyunCall,
  { phone, day }: { phone: string; day: string },
): Promise<{ messages: MessageRow[]; whole: boolean }> {
  const found = new Map<string, MessageRow>()
  let size = rowsPerPage
  let readable = true
  for (let page = 1; page <= pageLimit; page++) {
    const filter = `date=${day}&mobile=${phone}`
    const { response } = await askPage(call, filter, { page, size })
    const answer = readPage(response.body)
    readable &&= answer.messages.length === answer.rows
    const before = found.size
    for (const row of answer.messages) found.set(row.id, row)
    if (!hasMore(answer, { page, size })) {
      const whole = readable && found.size >= (answer.total ?? 0)
      return { messages: [...found.values()], whole }
    }
    // The same rows again: it does not turn pages.
    if (found.size === before) break
    if (page === 1) size = answer.rows
  }
  return { messages: [...found.values()], whole: false }
}
