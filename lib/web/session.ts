import { headers } from 'next/headers'
import { forbidden, redirect } from 'next/navigation'
import { getServerSession } from 'next-auth'
import { cache } from 'react'
import { clientAddress } from '#lib/addresses/client-address.ts'
import { hasRole, type Role } from '#lib/auth/roles.ts'
import type { User } from '#lib/auth/sign-in.ts'
import type { Context } from '#lib/context.ts'
import { findSessionUser } from '#lib/users/find-session-user.ts'
import { authOptions } from './auth-options.ts'
import { contextFor, openWeb } from './context.ts'

/**
 * The user of this request, or undefined: no session, an ended one, or a disabled account. Read
 * from the row each time, so that disabling works at once.
 */
export const readUser = cache(async (): Promise<User | undefined> => {
  const session = await getServerSession(authOptions())
  const { userId, sessionId, epoch } = session ?? {}
  if (!userId || !sessionId || epoch === undefined) return undefined
  return findSessionUser(openWeb().db, { id: sessionId, userId, epoch })
})

/** The context of this request, or why there is none. */
export async function findContext(role: Role): Promise<Context | 'signed_out' | 'forbidden'> {
  const user = await readUser()
  if (!user) return 'signed_out'
  if (!hasRole(user.role, role)) return 'forbidden'
  const address = clientAddress(await headers(), openWeb().trustedProxies)
  return contextFor({
    id: user.id,
    name: user.name,
    role: user.role,
    via: 'console',
    ...(address ? { address } : {}),
  })
}

/** For pages: the context, or the sign-in page, or the page that says one may not. */
export async function requireSession(role: Role): Promise<Context> {
  const found = await findContext(role)
  if (found === 'forbidden') forbidden()
  if (found !== 'signed_out') return found
  const path = (await headers()).get('x-path') ?? '/'
  redirect(path === '/' ? '/sign-in' : `/sign-in?from=${encodeURIComponent(path)}`)
}
