import { demoPassword, type Role } from '../journey.ts'
import { callAction } from './call.ts'
import type { BuiltAction } from './read-build.ts'

const origin = process.env.E2E_BASE_URL ?? ''
export const roles: Role[] = ['viewer', 'operator', 'approver', 'administrator']

/** Who calls: with what cookie, and as which role the console must take that. */
export type Caller = { name: string; cookie: string; role: Role | null }

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

async function postForm(path: string, cookie: string, fields: Record<string, string>) {
  const csrf = await fetch(`${origin}/api/auth/csrf`, { headers: { cookie } })
  const { csrfToken } = (await csrf.json()) as { csrfToken: string }
  const all = [cookie, cookiesOf(csrf)].filter(Boolean).join('; ')
  return fetch(origin + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: all },
    body: new URLSearchParams({ ...fields, csrfToken, json: 'true' }),
  })
}

/** The session's cookie, as the form of the sign-in page gets it. */
export async function openCookie(email: string, password: string): Promise<string> {
  const answer = await postForm('/api/auth/callback/credentials', '', { email, password })
  const cookie = cookiesOf(answer)
  if (!cookie.includes('session-token=')) throw new Error(`${email} could not sign in`)
  return cookie
}

/** Signs out with one copy of the cookie; others may still have theirs. */
export const signOut = (cookie: string) => postForm('/api/auth/signout', cookie, {})

type Made = { email: string; password: string; id: string }

/** A user of their own, made by the administrator through the console's own action. */
export async function addUser(actions: BuiltAction[], admin: string, role: Role): Promise<Made> {
  const email = `${role}-${Date.now()}@example.com`
  const add = actions.find(({ name }) => name === 'users#add')
  if (!add) throw new Error('there is no users#add')
  const input = { email, name: email, role }
  const { data } = await callAction(add, input, { cookie: admin, origin })
  const { id, password } = data as { id: string; password: string }
  return { email, id, password }
}

/** One caller a role, and those whom nothing may let in. */
export async function openCallers(actions: BuiltAction[]): Promise<Caller[]> {
  const known = await Promise.all(
    roles.map(async (role): Promise<Caller> => {
      const name = role === 'administrator' ? 'admin' : role
      const cookie = await openCookie(`${name}@example.com`, demoPassword())
      return { name: role, cookie, role }
    }),
  )
  const admin = known.at(-1)?.cookie ?? ''
  const disabled = await addUser(actions, admin, 'administrator')
  const disabledCookie = await openCookie(disabled.email, disabled.password)
  const disable = actions.find(({ name }) => name === 'users#disable')
  if (disable) await callAction(disable, { id: disabled.id }, { cookie: admin, origin })
  const copied = await openCookie('admin@example.com', demoPassword())
  await signOut(copied)
  return [
    ...known,
    { name: 'no session', cookie: '', role: null },
    { name: 'a disabled user', cookie: disabledCookie, role: null },
    { name: 'a copy of a session signed out', cookie: copied, role: null },
    { name: 'a made-up cookie', cookie: 'next-auth.session-token=eyJhbGciOiJub25lIn0', role: null },
  ]
}
