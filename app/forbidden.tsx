import { DeadEnd } from '#components/dead-end.tsx'
import { Shell } from '#components/shell.tsx'
import { readUser } from '#lib/web/session.ts'

/** A refusal that the console's frame decided on stands in a frame all the same. */
export default async function Forbidden() {
  const user = await readUser()
  if (!user) return <DeadEnd status="403" />
  return (
    <Shell user={{ name: user.name, email: user.email, role: user.role }}>
      <DeadEnd status="403" />
    </Shell>
  )
}
