import { sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { batches } from '#db/schema/batches.ts'
import { uploads } from '#db/schema/uploads.ts'

/** Removes a file and its pieces unless a batch still reads it; one that is gone is no error. */
export async function removeUpload(db: Executor, id: string): Promise<void> {
  await db.execute(sql`
    delete from ${uploads} u where u.id = ${id}
      and not exists (select from ${batches} b where b.upload_id = u.id)`)
}
