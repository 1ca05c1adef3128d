import { type BlocklistFilter, listBlocklist } from '#lib/blocklist/list-blocklist.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { Answer, Cli } from '../cli.ts'
import { answerList } from '../list-answer.ts'
import { readSearchedPhone } from '../read-phone.ts'

type Options = {
  phone?: string
  state?: 'active' | 'undone' | 'all'
  limit?: number
  cursor?: string
}

export async function blocklistList(cli: Cli, options: Options): Promise<Answer> {
  const { phone, state, limit, cursor } = options
  const ctx = await cli.context()
  const filter: BlocklistFilter = {
    ...(phone === undefined ? {} : { phone: await readSearchedPhone(cli.words, ctx, phone) }),
    ...(state ? { state } : {}),
  }
  const page = await listBlocklist(ctx, filter, { cursor, ...(limit ? { limit } : {}) })
  const { columns } = cli.words
  return answerList(cli, {
    key: 'blocklist',
    items: page.rows.map(({ phoneToken: _, ...row }) => row),
    next: page.next ?? null,
    heads: [columns.created, columns.phone, columns.source, columns.reason],
    rows: page.rows.map((row) => [formatTime(row.createdAt), row.phone, row.source, row.reason]),
  })
}
