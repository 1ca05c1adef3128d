import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { roleOfPath } from '#components/menu-items.ts'
import { Shell } from '#components/shell.tsx'
import { readUser, requireSession } from '#lib/web/session.ts'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  // Pages ask for themselves as well; asked here, before anything streams, a refusal is a real 403.
  await requireSession(roleOfPath((await headers()).get('x-path') ?? '/'))
  const user = await readUser()
  if (!user) return null
  return <Shell user={{ name: user.name, email: user.email, role: user.role }}>{children}</Shell>
}
