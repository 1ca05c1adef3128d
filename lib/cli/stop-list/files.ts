import { open } from 'node:fs/promises'
import { UserError } from '#lib/errors.ts'
import { fill } from '#lib/i18n/fill.ts'
import { exportList } from '#lib/stop-lists/export-list.ts'
import { importList } from '#lib/stop-lists/import-list.ts'
import type { StopList } from '#lib/stop-lists/lists.ts'
import { findFile } from '../batch/recipient-file.ts'
import type { Answer, Cli } from '../cli.ts'
import { resolvePath } from '../resolve-path.ts'

export const importVerb =
  (list: StopList) =>
  async (cli: Cli, options: { file: string; reason: string }): Promise<Answer> => {
    const { path, name, read } = await findFile(options.file)
    const file = { source: () => read(), workbookPath: () => path }
    const { reason } = options
    const done = await importList(await cli.context(), { list, reason, fileName: name, file })
    return { json: done, text: fill(cli.words.says.listImported, done) }
  }

export const exportVerb =
  (list: StopList) =>
  async (cli: Cli, { file }: { file: string }): Promise<Answer> => {
    const ctx = await cli.context()
    // Phones of others: for the eyes of whoever asked.
    const handle = await open(resolvePath(file), 'wx', 0o600).catch((cause: unknown) => {
      throw new UserError('file_not_written', { file }, { cause })
    })
    let count = 0
    try {
      const pieces = exportList(ctx, { list, locale: cli.locale })
      for (let next = await pieces.next(); ; next = await pieces.next()) {
        if (next.done) {
          count = next.value
          break
        }
        await handle.appendFile(next.value)
      }
    } finally {
      await handle.close()
    }
    return { json: { count, file }, text: fill(cli.words.says.listExported, { count, file }) }
  }
