import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { UserError } from '#lib/errors.ts'
import { resolvePath } from '../resolve-path.ts'

/** A file of recipients that is there and is a file. */
export type LocalFile = {
  path: string
  name: string
  size: number
  read(signal?: AbortSignal): AsyncIterable<Uint8Array>
}

/** Throws UserError `file_missing`. */
export async function findFile(given: string): Promise<LocalFile> {
  const path = resolvePath(given)
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new UserError('file_missing', { file: given })
  const read = (signal?: AbortSignal) =>
    createReadStream(path, { highWaterMark: 256 * 1024, ...(signal ? { signal } : {}) })
  return { path, name: basename(path), size: found.size, read }
}
