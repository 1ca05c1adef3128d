import { z } from 'zod'
import { numberLike } from '../answers.ts'
import { ProviderError } from '../call.ts'
import type { Provider } from '../contract.ts'
import type { DayStatistics } from '../queries.ts'
import { ask } from './answer.ts'
import { type Credentials, vendor } from './settings.ts'

/** 每页显示条数: 1 to 50. One page is one query of the four a minute, so no range is longer than a page. */
const rowsPerPage = 50

/** One that is not said is 0: the other counts of its day, and of the other days, are still worth having. */
const count = numberLike.nullish().transform((value) => value ?? 0)

const rows = z.array(
  z.object({
    sendDate: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
    totalCount: count,
    successCount: count,
    failCount: count,
    noReceiptCount: count,
  }),
)

/** 查询短信发送统计; a day without messages has no row. Throws ProviderError. */
export const statistics: NonNullable<Provider<Credentials>['statistics']> = {
  maxDays: rowsPerPage,
  async fetch(call, { from, to }) {
    const { answer } = await ask(call, '/sms/send/statistics', {
      startDate: from,
      endDate: to,
      page: '1',
      pageSize: String(rowsPerPage),
    })
    const found = rows.safeParse(answer.data ?? [])
    if (!found.success) {
      throw new ProviderError(vendor, 'bad_response', { detail: found.error.message })
    }
    return found.data.map(toDay)
  },
}

const toDay = (row: z.output<typeof rows>[number]): DayStatistics => ({
  day: row.sendDate.slice(0, 10),
  sent: row.totalCount,
  delivered: row.successCount,
  failed: row.failCount,
  waiting: row.noReceiptCount,
})
