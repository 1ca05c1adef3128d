import { fill } from '#lib/i18n/fill.ts'
import { messages } from '#lib/i18n/messages.ts'
import { listFields } from '#lib/providers/fields.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { templateSettingsOf } from '#lib/providers/template-settings.ts'
import { addTemplate } from '#lib/templates/add.ts'
import { getTemplate } from '#lib/templates/queries.ts'
import type { AddTemplate } from '#lib/templates/schemas.ts'
import { requireChannel } from '../channel/find.ts'
import type { Answer, Cli } from '../cli.ts'
import { readPairs } from '../set-pairs.ts'

type Options = Pick<AddTemplate, 'title' | 'signature' | 'category' | 'text' | 'vendorId'> & {
  channel: string
  set?: string[]
}

export async function templateAdd(cli: Cli, options: Options): Promise<Answer> {
  const { channel: name, set = [], title, signature, category, text, vendorId } = options
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, name)
  const fields = templateSettingsOf(getProvider(channel.vendor))
  const settings = readPairs(cli.words, set, fields ? listFields(fields) : [])
  const { id, reviewStatus } = await addTemplate(ctx, {
    channelId: channel.id,
    title,
    signature,
    category,
    text,
    ...(vendorId === undefined ? {} : { vendorId }),
    settings: Object.fromEntries(settings),
  })
  const added = await getTemplate(ctx, id)
  const said = fill(cli.words.says.templateAdded, { id, title })
  return {
    json: { id, title, vendorId: added?.vendorId ?? null, reviewStatus },
    text: `${said} ${messages[cli.locale].common.review[reviewStatus]}`,
  }
}
