import { sampleFile } from '#lib/batches/sample-file.ts'
import { UserError } from '#lib/errors.ts'
import { getTemplate } from '#lib/templates/queries.ts'
import { download } from '#lib/web/download.ts'
import { csvResponse } from '../../csv-response.ts'

/** A file to fill in for one template. */
export const GET = download('viewer', async (ctx, _request, { templateId = '' }) => {
  const template = await getTemplate(ctx, templateId)
  if (!template) throw new UserError('not_found')
  return csvResponse(`sample-${template.title}.csv`, onePiece(sampleFile(template)))
})

async function* onePiece(text: string): AsyncGenerator<string> {
  yield text
}
