import { sampleFile } from '#lib/batches/sample-file.ts'
import { UserError } from '#lib/errors.ts'
import { getTemplate } from '#lib/templates/queries.ts'
import { refuseRequest } from '#lib/web/refuse-request.ts'
import { findContext } from '#lib/web/session.ts'
import { csvResponse } from '../../csv-response.ts'

type RouteContext = { params: Promise<{ templateId: string }> }

/** A file to fill in for one template. */
export async function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  try {
    const ctx = await findContext('viewer')
    if (typeof ctx === 'string') throw new UserError(ctx)
    const template = await getTemplate(ctx, (await params).templateId)
    if (!template) throw new UserError('not_found')
    return csvResponse(`sample-${template.title}.csv`, onePiece(sampleFile(template)))
  } catch (error) {
    return refuseRequest(error)
  }
}

async function* onePiece(text: string): AsyncGenerator<string> {
  yield text
}
