import { type ChannelBalance, latestBalances } from '#lib/balances/queries.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { formatQuotas } from '../channel/view.ts'
import type { Answer, Cli } from '../cli.ts'
import { describeTrouble } from '../describe-trouble.ts'
import { answerList } from '../list-answer.ts'

export async function balanceList(cli: Cli): Promise<Answer> {
  const balances = await latestBalances(await cli.context())
  const { columns } = cli.words
  const troubleOf = ({ vendor, trouble }: ChannelBalance) =>
    trouble && describeTrouble(cli.locale, vendor, trouble)
  return answerList(cli, {
    key: 'balances',
    items: balances.map((one) => ({
      channel: one.channelName,
      vendor: one.vendor,
      quotas: one.quotas,
      checkedAt: one.checkedAt,
      trouble: one.trouble && { ...one.trouble, message: troubleOf(one) },
    })),
    heads: [columns.channel, columns.vendor, columns.left, columns.checked, columns.trouble],
    rows: balances.map((one) => [
      one.channelName,
      one.vendor,
      formatQuotas(cli.locale, one.quotas),
      one.checkedAt && formatTime(one.checkedAt),
      troubleOf(one),
    ]),
  })
}
