import { type FileHandle, open } from 'node:fs/promises'
import { and, desc, isNull, lte } from 'drizzle-orm'
import type { Db } from '#db/client.ts'
import { auditHeads } from '#db/schema/audit.ts'
import type { Http } from '#lib/providers/call.ts'
import type { Head } from './keys.ts'
import { writeHead } from './read-heads.ts'

/** Where the operator wants heads, out of reach of the database's owner. */
export type HeadPlaces = { file?: string | undefined; url?: string | undefined }

/**
 * Writes the newest head to the operator's places unless it is there already; gives how many heads
 * became published. Throws when a place does not take it: the next turn tries again.
 */
export async function publishHead(
  ctx: { db: Db; http: Http },
  { file, url }: HeadPlaces,
): Promise<number> {
  if (!file && !url) return 0
  const [head] = await ctx.db.select().from(auditHeads).orderBy(desc(auditHeads.position)).limit(1)
  if (!head || head.publishedAt) return 0
  if (file) await appendLine(file, writeHead(head))
  if (url) await post(ctx.http, url, head)
  const { rowCount } = await ctx.db
    .update(auditHeads)
    .set({ publishedAt: new Date() })
    .where(and(isNull(auditHeads.publishedAt), lte(auditHeads.position, head.position)))
  return rowCount ?? 0
}

/** Throws unless heads can be written to the file; makes it, readable by its user alone. */
export const checkHeadFile = (file: string): Promise<void> => appendLine(file, '')

async function appendLine(file: string, line: string): Promise<void> {
  const handle = await open(file, 'a+', 0o600)
  try {
    if (!line) return
    await handle.appendFile(`${await restOfLine(handle)}${line}\n`)
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

/** A line break when the last line was cut off by a crash, so that it does not swallow the next. */
async function restOfLine(handle: FileHandle): Promise<string> {
  const { size } = await handle.stat()
  if (size === 0) return ''
  const { buffer } = await handle.read({ buffer: Buffer.alloc(1), position: size - 1 })
  return buffer.toString() === '\n' ? '' : '\n'
}

async function post(http: Http, url: string, head: Head): Promise<void> {
  const answer = await http({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/json' },
    body: writeHead(head),
  })
  if (answer.status < 200 || answer.status > 299)
    throw new Error(`AUDIT_HEAD_URL answered ${answer.status}`)
}
