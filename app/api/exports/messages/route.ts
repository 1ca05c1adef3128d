import { exportMessages } from '#lib/messages/export-messages.ts'
import { MessageParams, readMessageFilter } from '#lib/messages/filter.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import { download } from '#lib/web/download.ts'
import { readLocale } from '#lib/web/request-preferences.ts'
import { readQuery } from '#lib/web/search-params.ts'
import { csvResponse } from '../csv-response.ts'

/** All messages of the filter in the address as CSV, streamed; `reveal=1` with whole numbers. */
export const GET = download('operator', async (ctx, request) => {
  const asked = readQuery(request)
  const filter = readMessageFilter(ctx.keys, MessageParams.parse(asked))
  const view = { locale: await readLocale(), reveal: asked.reveal === '1' }
  const pieces = exportMessages(ctx, filter, view)
  return csvResponse(`messages-${chinaDay(new Date())}.csv`, pieces)
})
