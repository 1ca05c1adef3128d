import { eq } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { blocklist } from '#db/schema/opt-outs.ts'
import { users } from '#db/schema/users.ts'
import type { Role } from '#lib/auth/roles.ts'
import { addToBlocklist } from '#lib/blocklist/add-to-blocklist.ts'
import type { Context } from '#lib/context.ts'
import { addUser } from '#lib/users/add.ts'
import { answerAll, sendFirstBatches } from './demo-batches.ts'
import { addOrMend, findActive, registerCallbacks } from './demo-channels.ts'
import { type DemoChannel, demoBlocked, demoChannels } from './demo-data.ts'
import { phoneOf } from './demo-people.ts'
import { readSandbox } from './sandbox-control.ts'

export type DemoInput = { controlUrl: string; administrator: string; password: string }

const people: [Role, string][] = [
  ['approver', '演示审批人'],
  ['operator', '演示操作员'],
  ['viewer', '演示查看者'],
]

/**
 * Fills an empty console with people, channels, templates and first batches. In a filled one it
 * puts addresses right, and adds the channels that are not there yet.
 */
export async function loadDemo(
  ctx: Context,
  input: DemoInput,
  demos: DemoChannel[] = demoChannels,
): Promise<void> {
  const { controlUrl } = input
  await addPeople(ctx, input)
  const vendors = await readSandbox(controlUrl)
  for (const demo of demos) await addOrMend(ctx, demo, vendors)
  await registerCallbacks(ctx, vendors, controlUrl)
  const maker = await actAsOperator(ctx)
  if ((await ctx.db.$count(batches)) === 0) await blockSome(maker)
  const started = []
  for (const { vendor, name, batches: first } of demos) {
    const channel = vendors[vendor] && (await findActive(ctx, name))
    if (channel) started.push(...(await sendFirstBatches(maker, channel, first, controlUrl)))
  }
  await answerAll(ctx, started, controlUrl)
}

async function addPeople(ctx: Context, { administrator, password }: DemoInput): Promise<void> {
  if ((await ctx.db.$count(users)) > 0) return
  await addUser(ctx, { email: administrator, name: '演示管理员', role: 'administrator', password })
  for (const [role, name] of people) {
    await addUser(ctx, { email: `${role}@example.com`, name, role, password })
  }
}

async function blockSome(ctx: Context): Promise<void> {
  if ((await ctx.db.$count(blocklist)) > 0) return
  for (const { person, reason } of demoBlocked)
    await addToBlocklist(ctx, { phone: phoneOf(person), reason })
}

/** The first batches are somebody's, where that somebody is still there. */
async function actAsOperator(ctx: Context): Promise<Context> {
  const [user] = await ctx.db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(eq(users.email, 'operator@example.com'))
  return user ? { ...ctx, actor: { ...ctx.actor, ...user } } : ctx
}
