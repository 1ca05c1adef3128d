import { createReadStream } from 'node:fs'
import { mkdtemp, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Context } from '#lib/context.ts'
import { readUpload } from './read-upload.ts'

export type Spool = {
  /** The same bytes on disk. */
  path: string
  /** A folder for other files of this work; it goes with the spool. */
  folder: string
  /** The bytes from the start, as often as asked. */
  source(): AsyncIterable<Uint8Array>
  /** How far the latest reading has come. */
  bytesRead(): number
}

/** Puts an upload into a file of its own for as long as `work` runs, however it ends. */
export async function withSpooledUpload<T>(
  ctx: Pick<Context, 'db'>,
  uploadId: string,
  work: (spool: Spool) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sms-import-'))
  try {
    const path = join(folder, 'upload')
    await spool(ctx, uploadId, path)
    let bytes = 0
    async function* source() {
      bytes = 0
      for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
        bytes += chunk.length
        yield chunk as Uint8Array
      }
    }
    return await work({ path, folder, source, bytesRead: () => bytes })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function spool(ctx: Pick<Context, 'db'>, uploadId: string, path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    for await (const piece of readUpload(ctx, uploadId)) await file.writeFile(piece)
  } finally {
    await file.close()
  }
}
