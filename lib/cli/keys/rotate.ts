import { rotateKeys } from '#lib/channels/rotate-keys.ts'
import { fill } from '#lib/i18n/fill.ts'
import type { Answer, Cli } from '../cli.ts'
import { describeRest } from './list.ts'

/** Exit status 1 when something is sealed with a key that is not there. */
export async function keysRotate(cli: Cli): Promise<Answer> {
  const rotation = await rotateKeys(await cli.context())
  const { key, count, all, keys } = rotation
  const done = fill(cli.words.says.keysRotated, { key, count, all })
  return {
    json: rotation,
    text: [done, ...describeRest(cli, keys)].join('\n'),
    status: keys.every((one) => one.known) ? 0 : 1,
  }
}
