import type { z } from 'zod'
import type { Db } from '#db/client.ts'
import { auditEntries } from '#db/schema/audit.ts'
import { maskDetails } from '#lib/audit/mask-details.ts'
import { hashPassword } from '#lib/auth/passwords.ts'
import { UserError } from '#lib/errors.ts'
import { takeTokens } from '#lib/rates/take-tokens.ts'
import { insertUser } from './add.ts'
import { lockUsers } from './lock-users.ts'
import { isFirstRun } from './queries.ts'
import type { FirstUserInput } from './schemas.ts'

/**
 * The first administrator, while nobody has an account; of two at once one wins. Throws UserError
 * `not_first_run`.
 */
export async function addFirstUser(
  { db }: { db: Db },
  input: z.output<typeof FirstUserInput> & { address?: string },
): Promise<void> {
  // Before the hash is made: without an account to guard, this would be work for anybody's asking.
  if (!(await isFirstRun(db))) throw new UserError('not_first_run')
  const wait = await takeTokens(db, { key: 'first-user', perSecond: 0.2, burst: 5 })
  if (wait > 0) throw new UserError('too_many_tries')
  const passwordHash = await hashPassword(input.password)
  await db.transaction(async (tx) => {
    await lockUsers(tx)
    if (!(await isFirstRun(tx))) throw new UserError('not_first_run')
    const { email, name } = input
    const id = await insertUser(tx, { email, name, role: 'administrator', passwordHash })
    await tx.insert(auditEntries).values({
      actorId: id,
      actorName: name,
      via: 'console',
      action: 'user.add',
      targetId: id,
      details: maskDetails({ email, name, role: 'administrator', first: true }),
      address: input.address ?? null,
    })
  })
}
