import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Tx } from '#db/client.ts'
import type { RefusedRow } from '#lib/recipients/check-row.ts'
import { copyRows } from './copy-rows.ts'
import { copyText } from './copy-text.ts'

/**
 * Keeps refused rows on disk while the connection is busy with the valid ones: a file may be
 * refused row by row, and memory stays flat.
 */
export function createRefusedSpool(batchId: string, folder: string) {
  const path = join(folder, 'refused')
  let file: FileHandle | undefined
  return {
    async add(rows: RefusedRow[]): Promise<void> {
      if (rows.length === 0) return
      file ??= await open(path, 'wx', 0o600)
      await file.writeFile(rows.map((row) => toLine(batchId, row)).join(''))
    },
    async store(tx: Tx): Promise<void> {
      if (!file) return
      await copyRows(
        tx,
        'refused_rows (batch_id, row, reason, params, line)',
        createReadStream(path, { highWaterMark: 256 * 1024 }),
      )
    },
    close: async (): Promise<void> => file?.close(),
  }
}

function toLine(batchId: string, { row, reason, params, line }: RefusedRow): string {
  const filled = Object.keys(params).length > 0 ? copyText(JSON.stringify(params)) : '\\N'
  return `${batchId}\t${row}\t${copyText(reason)}\t${filled}\t${copyText(line)}\n`
}
