import { appendAudit } from '#lib/audit/append.ts'
import { checkRules } from '#lib/batches/check-rules.ts'
import { costOf } from '#lib/batches/cost.ts'
import { freezeTemplate, loadTemplateOf } from '#lib/batches/freeze-template.ts'
import { maskLine } from '#lib/batches/mask-line.ts'
import { loadChannel } from '#lib/channels/load.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { checkFile, type FileCheck } from '#lib/recipients/check-file.ts'
import type { RefusedRow } from '#lib/recipients/check-row.ts'
import { FileProblem } from '#lib/recipients/file-problem.ts'
import type { LocalFile } from './recipient-file.ts'

export type DryRun = {
  valid: number
  refused: RefusedRow[]
  duplicates: number
  segments: number
  /** CNY. */
  cost: number
  /** The first 20. */
  texts: { row: number; phone: string; text: string; segments: number }[]
  warnings: FileCheck['summary']['warnings']
}
type Ask = { channelId: string; templateId: string; file: LocalFile; reveal: boolean }

/**
 * The check of an import on the file where it lies: nothing is written anywhere but, with
 * `reveal`, in the audit log. Phones are masked without it. Throws UserError `file_…`.
 */
export async function dryRun(ctx: Context, ask: Ask): Promise<DryRun> {
  const { channelId, templateId, file, reveal } = ask
  const channel = await loadChannel(ctx.db, channelId)
  const template = freezeTemplate(await loadTemplateOf(ctx.db, { channelId, templateId }))
  const { summary, refused } = await readAll({
    source: () => file.read(),
    workbookPath: () => file.path,
    rules: checkRules(channel, template),
  })
  const { valid, duplicates, segments, first, warnings } = summary
  if (reveal) await auditReveal(ctx, file, valid + refused.length)
  const mask = <T>(value: T, masked: (value: T) => T) => (reveal ? value : masked(value))
  return {
    valid,
    refused: refused.map((one) => ({ ...one, line: mask(one.line, maskLine) })),
    duplicates,
    segments,
    cost: costOf(channel.price, segments),
    texts: first.map((one) => ({ ...one, phone: mask(one.phone, maskPhone) })),
    warnings,
  }
}

async function readAll(input: Parameters<typeof checkFile>[0]) {
  const refused: RefusedRow[] = []
  try {
    const check = await checkFile(input)
    for await (const rows of check.batches) for (const row of rows.refused) refused.push(row)
    return { summary: check.summary, refused }
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    throw new UserError(`file_${error.code}`, error.params, { cause: error })
  }
}

const auditReveal = (ctx: Context, { name }: LocalFile, count: number): Promise<void> =>
  appendAudit(ctx, ctx.db, {
    action: 'message.reveal',
    details: { of: 'file', fileName: name, count },
  })
