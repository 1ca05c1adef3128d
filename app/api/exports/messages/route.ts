import { UserError } from '#lib/errors.ts'
import { exportMessages } from '#lib/messages/export-messages.ts'
import { MessageParams, readMessageFilter } from '#lib/messages/filter.ts'
import { chinaDay } from '#lib/providers/china-time.ts'
import { refuseRequest } from '#lib/web/refuse-request.ts'
import { readLocale } from '#lib/web/request-preferences.ts'
import { readQuery } from '#lib/web/search-params.ts'
import { findContext } from '#lib/web/session.ts'
import { csvResponse } from '../csv-response.ts'

/** All messages of the filter in the address as CSV, streamed; `reveal=1` with whole numbers. */
export async function GET(request: Request): Promise<Response> {
  try {
    const ctx = await findContext('operator')
    if (typeof ctx === 'string') throw new UserError(ctx)
    const asked = readQuery(request)
    const filter = readMessageFilter(ctx.keys, MessageParams.parse(asked))
    const view = { locale: await readLocale(), reveal: asked.reveal === '1' }
    const pieces = exportMessages(ctx, filter, view)
    return csvResponse(`messages-${chinaDay(new Date())}.csv`, pieces)
  } catch (error) {
    return refuseRequest(error)
  }
}
