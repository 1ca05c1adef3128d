import { readBatchName } from '#lib/batches/check-view.ts'
import { exportRefused } from '#lib/batches/export-refused.ts'
import { download } from '#lib/web/download.ts'
import { readLocale } from '#lib/web/request-preferences.ts'
import { csvResponse } from '../../csv-response.ts'

/** The rows of a file that were refused, as they stand in it, with the reason. */
export const GET = download('operator', async (ctx, _request, { batchId = '' }) => {
  // A batch is named after its file unless somebody says otherwise.
  const name = (await readBatchName(ctx, batchId)).replace(/\.(csv|txt|xlsx)$/i, '')
  const pieces = exportRefused(ctx, { batchId, locale: await readLocale() })
  return csvResponse(`refused-${name}.csv`, pieces)
})
