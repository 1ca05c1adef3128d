import { DeadEnd } from '#components/dead-end.tsx'
import { Shell } from '#components/shell.tsx'
import { WholeLoads } from '#components/whole-loads.tsx'
import { readUser } from '#lib/web/session.ts'

/** A refusal that the console's layout decided on stands in the frame all the same. */
export default async function Forbidden() {
  const user = await readUser()
  if (!user) return <DeadEnd status="403" />
  const { name, email, role } = user
  return (
    <WholeLoads>
      <Shell user={{ name, email, role }}>
        <DeadEnd status="403" />
      </Shell>
    </WholeLoads>
  )
}
