import { fill } from '#lib/i18n/fill.ts'
import { getTemplate, requireTemplateId } from '#lib/templates/queries.ts'
import { removeTemplate } from '#lib/templates/remove.ts'
import { requireChannel } from '../channel/find.ts'
import type { Answer, Cli } from '../cli.ts'
import { usageError } from '../usage.ts'

type Options = { channel: string; yes?: boolean }

/** What is deleted at a vendor does not come back, so it does nothing without --yes. */
export async function templateRemove(cli: Cli, options: Options, name: string): Promise<Answer> {
  const { says, usage } = cli.words
  if (!options.yes) throw usageError(usage.removeNeedsYes)
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, options.channel)
  const id = await requireTemplateId(ctx, channel.id, name)
  const title = (await getTemplate(ctx, id))?.title ?? name
  await removeTemplate(ctx, { id })
  return { json: { id, title }, text: fill(says.templateRemoved, { title }) }
}
