import { headers } from 'next/headers'
import { unstable_rethrow } from 'next/navigation'
import type { z } from 'zod'
import type { Role } from '#lib/auth/roles.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import type { ErrorText } from '#lib/i18n/describe-error.ts'
import { isOwnOrigin } from './check-origin.ts'
import { openWeb } from './context.ts'
import { describeForRequest, describeInvalid } from './describe-for-request.ts'
import { findContext } from './session.ts'

export type ActionError = ErrorText & {
  /** One sentence a field, by its path: `limits.perPhone`. */
  fieldErrors?: Record<string, string>
}
export type ActionState<T> = { ok: true; data: T } | { ok: false; error: ActionError }
export type Action<I, T> = (input: I) => Promise<ActionState<T>>

/**
 * Makes a server action of a verb: checks origin, session and role, reads the input with `schema`,
 * and turns every error into words in the reader's language; an unknown one is logged.
 */
export function action<S extends z.ZodType, T>(
  role: Role,
  schema: S,
  verb: (ctx: Context, input: z.output<S>) => Promise<T>,
): Action<z.input<S>, T> {
  return run(schema, async () => {
    const ctx = await findContext(role)
    if (typeof ctx === 'string') throw new UserError(ctx)
    return (input) => verb(ctx, input)
  })
}

/** The same for the few things one may do without being signed in. */
export const openAction = <S extends z.ZodType, T>(
  schema: S,
  verb: (input: z.output<S>) => Promise<T>,
): Action<z.input<S>, T> => run(schema, async () => verb)

function run<S extends z.ZodType, T>(
  schema: S,
  admit: () => Promise<(input: z.output<S>) => Promise<T>>,
): Action<z.input<S>, T> {
  return async (input) => {
    try {
      if (!isOwnOrigin(await headers(), openWeb().publicUrl)) throw new UserError('bad_origin')
      const verb = await admit()
      const parsed = schema.safeParse(input, { reportInput: true })
      if (!parsed.success) return { ok: false, error: await describeInvalid(parsed.error) }
      return { ok: true, data: await verb(parsed.data) }
    } catch (error) {
      unstable_rethrow(error)
      return { ok: false, error: await describeForRequest(error) }
    }
  }
}
