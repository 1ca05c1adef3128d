import { readBatchName } from '#lib/batches/check-view.ts'
import { exportRefused } from '#lib/batches/export-refused.ts'
import { UserError } from '#lib/errors.ts'
import { refuseRequest } from '#lib/web/refuse-request.ts'
import { readLocale } from '#lib/web/request-preferences.ts'
import { findContext } from '#lib/web/session.ts'
import { csvResponse } from '../../csv-response.ts'

type RouteContext = { params: Promise<{ batchId: string }> }

/** The rows of a file that were refused, as they stand in it, with the reason. */
export async function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  try {
    const ctx = await findContext('operator')
    if (typeof ctx === 'string') throw new UserError(ctx)
    const { batchId } = await params
    // A batch is named after its file unless somebody says otherwise.
    const name = (await readBatchName(ctx, batchId)).replace(/\.(csv|txt|xlsx)$/i, '')
    const pieces = exportRefused(ctx, { batchId, locale: await readLocale() })
    return csvResponse(`refused-${name}.csv`, pieces)
  } catch (error) {
    return refuseRequest(error)
  }
}
