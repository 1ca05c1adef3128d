import { userInfo } from 'node:os'
import type { Actor, Context } from '#lib/context.ts'

/** A context on the database of the environment, or else of the running demo. Throws EnvError. */
export async function openCliContext(): Promise<Context> {
  const [{ openContext }, { readEnv }, { withDemoEnv }] = await Promise.all([
    import('#lib/open-context.ts'),
    import('#lib/env/read-env.ts'),
    import('#lib/env/find-demo.ts'),
  ])
  return openContext(readEnv(withDemoEnv()), actor(), { name: 'sms-cli', max: 6 })
}

/** Whoever may read the secrets of the environment may do all; the audit log has the system's user. */
const actor = (): Actor => ({
  id: null,
  name: `cli:${userName()}`,
  role: 'administrator',
  via: 'cli',
})

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number that has no name.
    return String(process.getuid?.() ?? 'unknown')
  }
}
