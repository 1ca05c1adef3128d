import { type Rotation, rotateKeys } from '#lib/channels/rotate-keys.ts'
import { listLivingWorkers } from '#lib/health/living-workers.ts'
import { fill } from '#lib/i18n/fill.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { Answer, Cli } from '../cli.ts'
import { describeRest } from './list.ts'

/** Exit status 1 when something is sealed with a key that is not there. */
export async function keysRotate(cli: Cli): Promise<Answer> {
  const ctx = await cli.context()
  const rotation = await rotateKeys(ctx)
  const workers = await listLivingWorkers(ctx.db)
  const { key, count, all, keys } = rotation
  const done = fill(cli.words.says.keysRotated, { key, count, all })
  return {
    json: { ...rotation, workers },
    text: [done, ...describeRest(cli, keys), ...warn(cli, rotation, workers)].join('\n'),
    status: keys.every((one) => one.known) ? 0 : 1,
  }
}

/** Nobody knows from here which keys another process was started with. */
function warn(
  { words: { says } }: Cli,
  { key, count }: Rotation,
  workers: { startedAt: Date }[],
): string[] {
  if (count === 0) return []
  const times = workers.map(({ startedAt }) => formatTime(startedAt, 'second')).join(', ')
  const running = times ? [fill(says.keysWorkers, { times })] : []
  return [fill(says.keysOrder, { key }), ...running]
}
