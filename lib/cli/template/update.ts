import type { Context } from '#lib/context.ts'
import { fill } from '#lib/i18n/fill.ts'
import { messages } from '#lib/i18n/messages.ts'
import { listFields } from '#lib/providers/fields.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { templateSettingsOf } from '#lib/providers/template-settings.ts'
import { getTemplate, requireTemplateId } from '#lib/templates/queries.ts'
import type { UpdateTemplate } from '#lib/templates/schemas.ts'
import { updateTemplate } from '#lib/templates/update.ts'
import { requireChannel } from '../channel/find.ts'
import type { Answer, Cli } from '../cli.ts'
import { readChanges } from '../set-pairs.ts'
import { usageError } from '../usage.ts'

type Options = Pick<UpdateTemplate, 'title' | 'signature' | 'category' | 'text' | 'vendorId'> & {
  channel: string
  set?: string[]
  yes?: boolean
}

/** Changes what is named of a template, at the vendor too where it has an interface for that. */
export async function templateUpdate(cli: Cli, options: Options, name: string): Promise<Answer> {
  const { channel: channelName, set = [], yes = false, ...change } = options
  if (set.length === 0 && Object.keys(change).length === 0)
    throw usageError(cli.words.usage.nothingToChange)
  const ctx = await cli.context()
  const channel = await requireChannel(ctx, channelName)
  const fields = templateSettingsOf(getProvider(channel.vendor))
  const settings = readChanges(cli.words, set, fields ? listFields(fields) : [])
  const id = await requireTemplateId(ctx, channel.id, name)
  if (!yes && (await losesApproval(ctx, id))) throw usageError(cli.words.usage.updateNeedsYes)
  const { reviewStatus } = await updateTemplate(ctx, {
    id,
    ...change,
    settings: Object.fromEntries(settings),
  })
  const changed = await getTemplate(ctx, id)
  const title = changed?.title ?? name
  return {
    json: { id, title, vendorId: changed?.vendorId ?? null, reviewStatus },
    text: `${fill(cli.words.says.templateChanged, { title })} ${messages[cli.locale].common.review[reviewStatus]}`,
  }
}

/** What a vendor has approved goes back to review with any change: nothing is sent with it meanwhile. */
async function losesApproval(ctx: Context, id: string): Promise<boolean> {
  const template = await getTemplate(ctx, id)
  if (!template?.vendorId || !template.sendable) return false
  return getProvider(template.vendor).templates !== undefined
}
