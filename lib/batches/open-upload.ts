import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { defaultFileLimits } from '#lib/recipients/file-limits.ts'
import { FileProblem } from '#lib/recipients/file-problem.ts'
import { readFile } from '#lib/recipients/read-file.ts'
import { loadUpload, readUpload, type Upload } from '#lib/uploads/read-upload.ts'
import { withSpooledUpload } from '#lib/uploads/spool-upload.ts'
import { readingOf } from './import-options.ts'
import type { ImportOptions } from './types.ts'

/** What only the rest of a file can tell, when its first piece alone was read. */
const needsRest = ['empty_file', 'header_only', 'cell_too_long']

/**
 * Whether there is a table in an upload at all, from its beginning, so that the answer comes at
 * once and before there is a batch. Throws UserError `file_…` with the FileProblem's params.
 */
export async function openUpload(
  ctx: Context,
  input: { uploadId: string; variables: string[]; options: ImportOptions },
): Promise<Upload> {
  const upload = await loadUpload(ctx.db, input.uploadId)
  const head = await readHeadRows(ctx, upload.id)
  try {
    if (isArchive(head)) await openWorkbook(ctx, input)
    else await openText(head, input)
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    const isWhole = isArchive(head) || head.length === upload.size
    if (isWhole || !needsRest.includes(error.code)) throw toUserError(error)
  }
  return upload
}

const toUserError = (problem: FileProblem): UserError =>
  new UserError(`file_${problem.code}`, problem.params, { field: 'uploadId', cause: problem })

type Input = { variables: string[]; options: ImportOptions }

async function openText(head: Buffer, { variables, options }: Input): Promise<void> {
  async function* source() {
    yield head
  }
  const limits = defaultFileLimits
  const file = await readFile({ source, variables, limits, ...readingOf(options) })
  await file.batches.return(undefined)
}

async function openWorkbook(
  ctx: Context,
  { uploadId, variables, options }: Input & { uploadId: string },
): Promise<void> {
  await withSpooledUpload(ctx, uploadId, async ({ source, path }) => {
    const limits = defaultFileLimits
    const workbookPath = () => path
    const input = { source, workbookPath, variables, limits, ...readingOf(options) }
    const file = await readFile(input)
    await file.batches.return(undefined)
  })
}

const isArchive = (head: Buffer): boolean => head.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))

/** The first piece, cut behind its last line break, so that no character is cut in two. */
async function readHeadRows(ctx: Context, uploadId: string): Promise<Buffer> {
  for await (const piece of readUpload(ctx, uploadId)) {
    const bytes = Buffer.from(piece)
    const end = bytes.lastIndexOf('\n') + 1
    return bytes.subarray(0, end > 0 && bytes.length === 1024 * 1024 ? end : bytes.length)
  }
  return Buffer.alloc(0)
}
