import { chinaDay } from '#lib/providers/china-time.ts'
import { exportList } from '#lib/stop-lists/export-list.ts'
import { download } from '#lib/web/download.ts'
import { readLocale } from '#lib/web/request-preferences.ts'
import { csvResponse } from '../csv-response.ts'

/** The whole list as CSV, phones in the clear; noted in the audit log. */
export const GET = download('operator', async (ctx) => {
  const pieces = exportList(ctx, { list: 'optOut', locale: await readLocale() })
  return csvResponse(`opt-outs-${chinaDay(new Date())}.csv`, pieces)
})
