import { fill } from '#lib/i18n/fill.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { erasePhone } from '#lib/personal-data/erase-phone.ts'
import type { Answer, Cli } from '../cli.ts'
import { readPhone } from '../read-phone.ts'
import { usageError } from '../usage.ts'

/** Cannot be taken back, so it does nothing without --yes. */
export async function phoneErase(
  cli: Cli,
  { reason, yes }: { reason?: string; yes?: boolean },
  given: string,
): Promise<Answer> {
  const { says, usage } = cli.words
  const phone = readPhone(cli.words, given)
  if (!yes) throw usageError(usage.eraseNeedsYes)
  const erased = await erasePhone(await cli.context(), { phone, ...(reason ? { reason } : {}) })
  const masked = maskPhone(phone)
  const { keptOptOut, keptBlocklist, ...counts } = erased
  const lines = [
    fill(says.phoneErased, { phone: masked, ...counts }),
    ...(keptOptOut ? [says.phoneKeptOptOut] : []),
    ...(keptBlocklist ? [says.phoneKeptBlocklist] : []),
    ...(counts.waiting > 0 ? [fill(says.phoneWaiting, { count: counts.waiting })] : []),
  ]
  return { json: { phone: masked, ...erased }, text: lines.join('\n') }
}
