import { loadDemo } from '#lib/demo/load.ts'
import { readEnv } from '#lib/env/read-env.ts'
import { openContext } from '#lib/open-context.ts'

const { SANDBOX_CONTROL_URL, ADMIN_NAME, ADMIN_PASSWORD } = process.env
if (!SANDBOX_CONTROL_URL || !ADMIN_NAME || !ADMIN_PASSWORD) {
  console.error('Set SANDBOX_CONTROL_URL, ADMIN_NAME and ADMIN_PASSWORD: this loads the demo.')
  process.exit(1)
}
const actor = { id: null, name: 'demo', role: 'administrator', via: 'system' } as const
const ctx = openContext(readEnv(), actor, { name: 'sms-seed', max: 5 })
await loadDemo(ctx, {
  controlUrl: SANDBOX_CONTROL_URL,
  administrator: ADMIN_NAME,
  password: ADMIN_PASSWORD,
})
await ctx.db.$client.end()
process.exit(0)
