import { and, eq, sql } from 'drizzle-orm'
import type { Executor } from '#db/client.ts'
import { channels } from '#db/schema/channels.ts'
import type { Keyring } from '#lib/crypto/keyring.ts'
import { keyIdOf, open, seal } from '#lib/crypto/keyring.ts'
import { callbackTokenPlace, credentialsPlace } from './open-channel.ts'

/** All that is sealed of one channel; null where there is nothing. */
export type SealedValues = {
  id: string
  credentials: string
  callbackToken: string
  previousCallbackToken: string | null
}

const columns = {
  id: channels.id,
  credentials: channels.credentials,
  callbackToken: channels.callbackToken,
  previousCallbackToken: channels.previousCallbackToken,
}

/** The sealed values of every channel, archived ones as well, or of one. */
export const readSealed = (db: Executor, id?: string): Promise<SealedValues[]> =>
  db
    .select(columns)
    .from(channels)
    .where(id === undefined ? undefined : eq(channels.id, id))

export const listSealed = ({
  credentials,
  callbackToken,
  previousCallbackToken,
}: SealedValues): string[] =>
  [credentials, callbackToken, previousCallbackToken].filter((value) => value !== null)

/** The same secrets under the first key; the very same texts where they are under it already. */
export function reseal(keys: Keyring, values: SealedValues): SealedValues {
  const { id } = values
  const again = (place: string, sealed: string) =>
    keyIdOf(sealed) === keys.current ? sealed : seal(keys, place, open(keys, place, sealed))
  const { previousCallbackToken: previous } = values
  return {
    id,
    credentials: again(credentialsPlace(id), values.credentials),
    callbackToken: again(callbackTokenPlace(id), values.callbackToken),
    previousCallbackToken: previous && again(callbackTokenPlace(id), previous),
  }
}

/** Puts `after` in the place of `before`; false when somebody has changed one of them meanwhile. */
export async function replaceSealed(
  db: Executor,
  before: SealedValues,
  after: SealedValues,
): Promise<boolean> {
  const { id, ...sealed } = after
  const { rowCount } = await db
    .update(channels)
    .set({ ...sealed, keyId: keyIdOf(after.credentials) })
    .where(
      and(
        eq(channels.id, id),
        eq(channels.credentials, before.credentials),
        eq(channels.callbackToken, before.callbackToken),
        sql`${channels.previousCallbackToken} is not distinct from ${before.previousCallbackToken}`,
      ),
    )
  return rowCount === 1
}
