import { testChannel } from '#lib/channels/test.ts'
import { fill } from '#lib/i18n/fill.ts'
import type { Answer, Cli } from '../cli.ts'
import { describeTrouble } from '../describe-trouble.ts'
import { requireChannel } from './find.ts'
import { formatQuotas } from './view.ts'

/** Exit status 1 when the vendor says no; with --json the document says why as well. */
export async function channelTest(cli: Cli, _options: unknown, name: string): Promise<Answer> {
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, name)
  const { says } = cli.words
  const result = await testChannel(ctx, { id: channel.id }, (waitMs) =>
    cli.note(fill(says.waitsTurn, { seconds: Math.ceil(waitMs / 1000) })),
  )
  if (result.ok) {
    const left = formatQuotas(cli.locale, result.quotas)
    return { json: result, text: left ? `${says.testOk} ${left}` : says.testOk }
  }
  const { at, trouble } = result
  const message = describeTrouble(cli.locale, channel.vendor, trouble)
  cli.note(fill(says.testFailed, { message }))
  return { json: { ok: false, at, ...trouble, message }, text: '', status: 1 }
}
