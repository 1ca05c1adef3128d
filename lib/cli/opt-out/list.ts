import { formatTime } from '#lib/i18n/format-time.ts'
import { listOptOuts, type OptOutRow } from '#lib/opt-outs/list-opt-outs.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'
import { readSearchedPhone } from '../read-phone.ts'

type Options = { phone?: string; limit?: number; cursor?: string }

export async function optOutList(cli: Cli, { phone, limit, cursor }: Options): Promise<Answer> {
  const ctx = await cli.context()
  const filter =
    phone === undefined ? {} : { phone: await readSearchedPhone(cli.words, ctx, phone) }
  const page = await listOptOuts(ctx, filter, { cursor, ...(limit ? { limit } : {}) })
  const { columns } = cli.words
  return answerList(cli, {
    key: 'optOuts',
    items: page.rows.map(toJson),
    next: page.next ?? null,
    heads: [columns.created, columns.phone, columns.source, columns.text],
    rows: page.rows.map((one) => [
      formatTime(one.createdAt),
      one.phone,
      one.source,
      one.evidence?.content ?? null,
    ]),
  })
}

const toJson = ({ id, phone, source, createdAt, createdBy, evidence }: OptOutRow) => ({
  id,
  phone,
  source,
  createdAt,
  createdBy,
  content: evidence?.content ?? null,
})
