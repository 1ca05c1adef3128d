import type { Executor } from '#db/client.ts'
import type { Context } from '#lib/context.ts'
import type { CheckedRows } from './checked-rows.ts'
import { countStopped } from './count-stopped.ts'
import { findHeld } from './find-held.ts'
import { findRepeats } from './find-repeats.ts'
import type { Held, Repeat, Stopped } from './types.ts'

export type Foresight = Stopped & { held: Held[]; repeats: Repeat[] }

/** What would become of a file's valid rows if they went out now; nothing is written. */
export async function foresee(
  ctx: Pick<Context, 'keys'>,
  tx: Executor,
  file: CheckedRows,
): Promise<Foresight> {
  return {
    ...(await countStopped(tx, file)),
    repeats: await findRepeats(tx, file),
    held: await findHeld(ctx, tx, file),
  }
}
