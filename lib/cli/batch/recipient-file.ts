import { createHash } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { UserError } from '#lib/errors.ts'
import { resolvePath } from '../resolve-path.ts'

/** A file of recipients that is there and is a file. */
export type LocalFile = {
  path: string
  name: string
  size: number
  /** The bytes from the start, as often as asked; it is not opened before they are asked for. */
  read(signal?: AbortSignal): AsyncIterable<Uint8Array>
}

/** Throws UserError `file_missing`. */
export async function findFile(given: string): Promise<LocalFile> {
  const path = resolvePath(given)
  const missing = (cause?: unknown) => new UserError('file_missing', { file: given }, { cause })
  const found = await access(path, constants.R_OK).then(
    () => stat(path),
    (cause: unknown) => Promise.reject(missing(cause)),
  )
  if (!found.isFile()) throw missing()
  async function* read(signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    yield* createReadStream(path, { highWaterMark: 256 * 1024, ...(signal ? { signal } : {}) })
  }
  return { path, name: basename(path), size: found.size, read }
}

/** SHA-256 of its bytes in hex, as uploads are known by. */
export async function hashFile(file: LocalFile): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of file.read()) hash.update(piece)
  return hash.digest('hex')
}
