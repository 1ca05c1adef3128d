import { listChannels } from '#lib/channels/queries.ts'
import { formatMoney } from '#lib/i18n/format-money.ts'
import { messages } from '#lib/i18n/messages.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'
import { channelJson, formatQuotas } from './view.ts'

export async function channelList(cli: Cli): Promise<Answer> {
  const channels = await listChannels(await cli.context())
  const { columns } = cli.words
  const { channelState } = messages[cli.locale].common
  return answerList(cli, {
    key: 'channels',
    items: channels.map(channelJson),
    heads: [columns.name, columns.vendor, columns.state, columns.price, columns.left, columns.id],
    rows: channels.map((one) => [
      one.name,
      one.vendor,
      channelState[one.state],
      formatMoney(one.price, 4),
      formatQuotas(cli.locale, one.quotas),
      one.id,
    ]),
  })
}
