import type { PgUpdateSetSource } from 'drizzle-orm/pg-core'
import type { channels } from '#db/schema/channels.ts'
import type { Context } from '#lib/context.ts'
import { keyIdOf, seal } from '#lib/crypto/keyring.ts'
import { UserError } from '#lib/errors.ts'
import { credentialsPlace } from './open-channel.ts'
import { isUniqueViolation } from './unique-violation.ts'

export type ChannelChange = PgUpdateSetSource<typeof channels>

/** The two columns that hold credentials. */
export function sealCredentials(ctx: Pick<Context, 'keys'>, channelId: string, value: unknown) {
  const credentials = seal(ctx.keys, credentialsPlace(channelId), JSON.stringify(value))
  return { credentials, keyId: keyIdOf(credentials) }
}

/** Runs a write of a channel; a name that exists becomes UserError `name_taken`. */
export async function withUniqueName<T>(
  name: string | undefined,
  write: () => Promise<T>,
): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isUniqueViolation(error, 'channels_name')) throw error
    throw new UserError('name_taken', { name: name ?? '' }, { field: 'name', cause: error })
  }
}
