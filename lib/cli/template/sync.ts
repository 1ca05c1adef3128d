import { type ChannelView, listChannels } from '#lib/channels/queries.ts'
import type { Context } from '#lib/context.ts'
import { getProvider } from '#lib/providers/registry.ts'
import { type SyncResult, syncTemplates } from '#lib/templates/sync.ts'
import { requireChannel } from '../channel/find.ts'
import type { Answer, Cli } from '../cli.ts'
import { describeFailure } from '../describe-failure.ts'
import { answerList } from '../list-answer.ts'

type Synced = SyncResult & { channel: string }

/** Every channel whose vendor has templates, or one; a failure of one does not hold up the others. */
export async function templateSync(cli: Cli, options: { channel?: string }): Promise<Answer> {
  const ctx = await cli.context()
  const synced: Synced[] = []
  let status = 0
  for (const channel of await listWanted(ctx, options.channel)) {
    try {
      const result = await syncTemplates(ctx, { channelId: channel.id })
      synced.push({ channel: channel.name, ...result })
    } catch (error) {
      const failure = await describeFailure(cli, error)
      cli.note(`${channel.name}: ${failure.text}`)
      status = failure.status
    }
  }
  return { ...answerSynced(cli, synced), status }
}

async function listWanted(ctx: Context, name: string | undefined): Promise<ChannelView[]> {
  if (name) return [await requireChannel(ctx, name)]
  const channels = await listChannels(ctx)
  return channels.filter(({ vendor }) => getProvider(vendor).templates !== undefined)
}

function answerSynced(cli: Cli, synced: Synced[]): Answer {
  const { columns } = cli.words
  return answerList(cli, {
    key: 'channels',
    items: synced,
    heads: [columns.channel, columns.updated, columns.imported, columns.gone, columns.unchanged],
    rows: synced.map((one) => [one.channel, one.updated, one.imported, one.gone, one.unchanged]),
  })
}
