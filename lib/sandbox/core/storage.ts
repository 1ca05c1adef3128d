import { type AcceptedLog, openAcceptedLog } from './accepted-log.ts'
import { type Database, openDatabase } from './database.ts'
import { createMessages, type Messages } from './messages.ts'
import { createReplies, type Replies } from './replies.ts'

/** All that one vendor keeps. */
export type Storage = { db: Database; messages: Messages; replies: Replies; log: AcceptedLog }

/** Opens a vendor's store in `dataDir`, or in memory without one. */
export function openStorage(vendor: string, dataDir?: string): Storage {
  const db = openDatabase(vendor, dataDir)
  return {
    db,
    messages: createMessages(db),
    replies: createReplies(db),
    log: openAcceptedLog(vendor, dataDir),
  }
}
