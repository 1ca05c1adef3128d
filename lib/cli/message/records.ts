import { formatTime } from '#lib/i18n/format-time.ts'
import { AskRecordsInput, askRecords } from '#lib/messages/ask-records.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'

/** What the vendor itself keeps about a message's phone on the day of its call. */
export async function messageRecords(cli: Cli, _options: unknown, id: string): Promise<Answer> {
  const ctx = await cli.context()
  const { day, records } = await askRecords(ctx, AskRecordsInput.parse({ messageId: id }))
  const { columns, says } = cli.words
  const { json, text } = answerList(cli, {
    key: 'records',
    items: records,
    heads: [columns.created, columns.status, columns.segments, columns.vendorId, columns.text],
    rows: records.map((one) => [
      formatTime(one.at),
      one.status,
      one.segments ?? null,
      `${one.vendorMessageId ?? ''}${one.same ? ` (${says.thisMessage})` : ''}`,
      one.text,
    ]),
  })
  return { json: { day, ...(json as object) }, text }
}
