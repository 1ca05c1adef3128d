import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { UserError } from '#lib/errors.ts'
import { resolvePath } from './resolve-path.ts'

/** The text of a file, or of standard input for `-`. Throws UserError `code` with the file's name. */
export async function readText(file: string, code: string): Promise<string> {
  if (file === '-') return text(process.stdin)
  try {
    return await readFile(resolvePath(file), 'utf8')
  } catch (cause) {
    throw new UserError(code, { file }, { cause })
  }
}
