import { stoppedOf } from '#lib/batches/cost.ts'
import { describeWarning } from '#lib/batches/describe-refusal.ts'
import type { EarlierBatch } from '#lib/batches/find-same-file.ts'
import type { Held, Repeat } from '#lib/batches/types.ts'
import { fill } from '#lib/i18n/fill.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { messages } from '#lib/i18n/messages.ts'
import type { Cli } from '../cli.ts'

type Foreseen = {
  optedOut?: number
  blocklisted?: number
  capped?: number
  held: Held[]
  repeats: Repeat[]
  sameFile: EarlierBatch[]
}

/** What will be blocked, what must wait and what went out before, a line each, as the screen says it. */
export function describeForesight({ locale, words }: Cli, foreseen: Foreseen): string[] {
  const { optedOut = 0, blocklisted = 0, capped = 0, held, repeats, sameFile } = foreseen
  const { check } = messages[locale].batches
  const how = fill(check.stoppedNote, { optedOut, blocklisted, capped })
  const count = stoppedOf(foreseen)
  const same = new Set(sameFile.map(({ id }) => id))
  const people = repeats
    .filter(({ id }) => !same.has(id))
    .map(({ name, share, at }) =>
      listed(fill(check.repeatShare, { name, percent: Math.round(share * 100) }), at),
    )
  const files = sameFile.map(({ name, at }) => listed(name, at))
  return [
    ...(count > 0 ? [fill(words.says.stoppedNote, { count, how })] : []),
    ...held.map((one) => describeWarning(locale, one)),
    ...(files.length > 0 ? [fill(check.sentBefore, { list: files.join(', ') })] : []),
    ...(people.length > 0 ? [`${check.repeats} ${people.join(', ')}`] : []),
  ]
}

const listed = (name: string, at: string): string => `${name} (${formatTime(at, 'minute')})`
