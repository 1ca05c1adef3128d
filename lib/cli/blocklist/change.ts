import { addToBlocklist } from '#lib/blocklist/add-to-blocklist.ts'
import { listBlocklist } from '#lib/blocklist/list-blocklist.ts'
import { undoBlocklist } from '#lib/blocklist/undo-blocklist.ts'
import { UserError } from '#lib/errors.ts'
import { fill } from '#lib/i18n/fill.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import type { Answer, Cli } from '../cli.ts'
import { readPhone } from '../read-phone.ts'

type Options = { reason: string }

async function add(cli: Cli, { reason }: Options, given: string): Promise<Answer> {
  const phone = readPhone(cli.words, given)
  const { id } = await addToBlocklist(await cli.context(), { phone, reason })
  const masked = maskPhone(phone)
  const text = fill(cli.words.says.blocklistAdded, { phone: masked })
  return { json: { id, phone: masked }, text }
}

async function undo(cli: Cli, { reason }: Options, given: string): Promise<Answer> {
  const phone = readPhone(cli.words, given)
  const ctx = await cli.context()
  const [entry] = (await listBlocklist(ctx, { phone })).rows
  if (!entry) throw new UserError('not_found')
  await undoBlocklist(ctx, { id: entry.id, reason })
  const text = fill(cli.words.says.blocklistUndone, { phone: entry.phone })
  return { json: { id: entry.id, phone: entry.phone }, text }
}

export const blocklistVerbs = { add, undo }
