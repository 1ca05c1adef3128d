import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { PoolClient } from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { Tx } from '#db/client.ts'

/** Milliseconds a COPY may take. */
const patience = 3_600_000

/**
 * Copies lines of COPY text into a table, in the transaction, while they are being made; an error
 * of either side ends both. `into` is trusted SQL: table and columns.
 */
export async function copyRows(
  tx: Tx,
  into: string,
  lines: AsyncIterable<string | Buffer>,
): Promise<void> {
  // pg reads a query's time-out off its object; the pool's own would end a long COPY.
  const copy = Object.assign(copyFrom(`copy ${into} from stdin`), { query_timeout: patience })
  await pipeline(Readable.from(lines, { highWaterMark: 2 }), clientOf(tx).query(copy))
}

function clientOf(tx: Tx): PoolClient {
  return (tx as unknown as { session: { client: PoolClient } }).session.client
}
