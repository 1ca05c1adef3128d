import type { Executor } from '#db/client.ts'
import { limitsOf } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { countAccountToday } from '#lib/dispatch/hold-back.ts'
import { countsPeople, type LimitScope, openLimitScope } from '#lib/dispatch/limit-scope.ts'
import { countCallsToday } from '#lib/dispatch/template-turn.ts'
import type { Limits } from '#lib/providers/contract.ts'
import type { CheckedRows } from './checked-rows.ts'
import { type Counted, countHeld } from './count-held.ts'
import type { Held } from './types.ts'

/** What of a checked file would have to wait if it went out now, and by which limit. */
export async function findHeld(
  ctx: Pick<Context, 'keys'>,
  tx: Executor,
  file: CheckedRows,
): Promise<Held[]> {
  const { channel, templateId, template, templateSettings } = file
  const limits = limitsOf(channel, templateSettings)
  const times = findHours(file, limits)
  if (!countsPeople(limits)) return times
  const ask = { channelId: channel.id, templateId, vendorId: template.vendorId }
  const scope = await openLimitScope(ctx, tx, ask)
  const counted = await countHeld(tx, file, limits, scope)
  return [
    ...byPhone(counted, limits, template.category),
    ...(await byAccount(tx, counted, limits, scope)),
    ...(await byCalls(tx, counted, limits, scope)),
    ...times,
  ]
}

function byPhone(
  { again, beyond, beyondTemplate }: Counted,
  { perPhoneIntervalSeconds: seconds, perPhoneDaily, template }: Limits,
  category: CheckedRows['template']['category'],
): Held[] {
  const daily = perPhoneDaily?.[category]
  const ofTemplate = template?.perPhoneDaily
  return [
    ...(seconds && again > 0 ? [held('held_interval', again, { seconds })] : []),
    ...(daily && beyond > 0 ? [held('held_daily', beyond, { daily })] : []),
    ...(ofTemplate && beyondTemplate > 0
      ? [held('held_template_daily', beyondTemplate, { daily: ofTemplate })]
      : []),
  ]
}

async function byAccount(
  tx: Executor,
  { messages }: Counted,
  { accountDaily }: Limits,
  scope: LimitScope,
): Promise<Held[]> {
  if (!accountDaily) return []
  const left = Math.max(0, accountDaily - (await countAccountToday(tx, scope)))
  const count = Math.max(0, messages - left)
  return count > 0 ? [held('held_account', count, { daily: accountDaily, left })] : []
}

/** As few calls as there can be: texts that differ may make for more. */
async function byCalls(
  tx: Executor,
  { messages }: Counted,
  { template, recipientsPerCall: size }: Limits,
  { templateIds }: LimitScope,
): Promise<Held[]> {
  const daily = template?.callsDaily
  if (!daily) return []
  const left = Math.max(0, daily - (await countCallsToday(tx, templateIds)))
  const count = Math.max(0, messages - left * size)
  return count > 0 ? [held('held_calls', count, { daily, left, size })] : []
}

function findHours({ channel, template }: CheckedRows, { template: own }: Limits): Held[] {
  const quiet = template.category === 'marketing' ? channel.quietHours : null
  return [
    ...(quiet && quiet.from !== quiet.to
      ? [{ code: 'quiet_hours' as const, params: { ...quiet } }]
      : []),
    ...(own?.hours ? [{ code: 'template_hours' as const, params: { ...own.hours } }] : []),
  ]
}

const held = (code: Held['code'], count: number, params: Record<string, number>): Held => ({
  code,
  params: { count, ...params },
})
