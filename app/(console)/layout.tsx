import type { ReactNode } from 'react'
import { Shell } from '#components/shell.tsx'
import { readUser, requireSession } from '#lib/web/session.ts'

export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await requireSession('viewer')
  const user = await readUser()
  if (!user) return null
  return <Shell user={{ name: user.name, email: user.email, role: user.role }}>{children}</Shell>
}
