import { appendAudit } from '#lib/audit/append.ts'
import { checkRules } from '#lib/batches/check-rules.ts'
import { textsForWords } from '#lib/batches/check-words.ts'
import { costOf, expectedOf } from '#lib/batches/cost.ts'
import { type EarlierBatch, findSameFile } from '#lib/batches/find-same-file.ts'
import { type Foresight, foresee } from '#lib/batches/foresee.ts'
import { freezeTemplate, loadTemplateOf } from '#lib/batches/freeze-template.ts'
import { maskLine } from '#lib/batches/mask-line.ts'
import { checkWords } from '#lib/channels/check-words.ts'
import { loadChannel } from '#lib/channels/load.ts'
import type { Channel } from '#lib/channels/open-channel.ts'
import type { Context } from '#lib/context.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { FileCheck } from '#lib/recipients/check-file.ts'
import type { RefusedRow } from '#lib/recipients/check-row.ts'
import { dryRows, readIntoDryRows } from './dry-run-rows.ts'
import { hashFile, type LocalFile } from './recipient-file.ts'

export type DryRun = {
  valid: number
  refused: RefusedRow[]
  duplicates: number
  segments: number
  /** CNY, of all valid rows. */
  cost: number
  /** The first 20. */
  texts: { row: number; phone: string; text: string; segments: number }[]
  warnings: FileCheck['summary']['warnings']
  foresight: Foresight
  /** What goes out as far as one knows: not whom we may not write to. */
  expected: { messages: number; segments: number; cost: number }
  sameFile: EarlierBatch[]
  /** Sensitive words that the vendor found. Absent: it was not asked, or (`wordsError`) did not say. */
  words?: string[]
  wordsError?: unknown
}
type Ask = { channelId: string; templateId: string; file: LocalFile; reveal: boolean }

/**
 * The check of an import on the file where it lies, and what would become of its rows: nothing is
 * kept anywhere but, with `reveal`, in the audit log. Phones are masked without it. Throws
 * UserError `file_…`.
 */
export async function dryRun(ctx: Context, ask: Ask): Promise<DryRun> {
  const { file, reveal } = ask
  const channel = await loadChannel(ctx.db, ask.channelId)
  const { summary, refused, foresight } = await readAndForesee(ctx, channel, ask)
  const { valid, duplicates, segments, first, warnings } = summary
  if (reveal) await auditReveal(ctx, file, valid + refused.length)
  const mask = <T>(value: T, masked: (value: T) => T) => (reveal ? value : masked(value))
  const expected = expectedOf({ ...summary, ...foresight })
  return {
    valid,
    refused: refused.map((one) => ({ ...one, line: mask(one.line, maskLine) })),
    duplicates,
    segments,
    cost: costOf(channel.price, segments),
    texts: first.map((one) => ({ ...one, phone: mask(one.phone, maskPhone) })),
    warnings,
    foresight,
    expected: { ...expected, cost: costOf(channel.price, expected.segments) },
    sameFile: await findSameFile(ctx, await hashFile(file)),
    ...(await findWords(ctx, channel, summary)),
  }
}

/** In one transaction that keeps nothing. */
async function readAndForesee(ctx: Context, channel: Channel, { templateId, file }: Ask) {
  const stored = await loadTemplateOf(ctx.db, { channelId: channel.id, templateId })
  const template = freezeTemplate(stored)
  return ctx.db.transaction(async (tx) => {
    const { summary, refused } = await readIntoDryRows(tx, {
      source: () => file.read(),
      workbookPath: () => file.path,
      rules: checkRules(channel, template),
    })
    const foresight = await foresee(ctx, tx, {
      ...{ rows: dryRows, firstId: 1, lastId: summary.valid },
      ...{ channel, templateId, template, templateSettings: stored.settings },
    })
    return { summary, refused, foresight }
  })
}

/** What the vendor will not let through; that it would not say is no reason to end here. */
async function findWords(
  ctx: Context,
  { id: channelId, vendor }: Channel,
  { first, longest, oddest }: FileCheck['summary'],
): Promise<Pick<DryRun, 'words' | 'wordsError'>> {
  const texts = textsForWords({ texts: first, oddest, ...(longest ? { longest } : {}) })
  if (!getProvider(vendor).checkWords || texts.length === 0) return {}
  return checkWords(ctx, { channelId, texts }).then(
    ({ words }) => ({ words }),
    (wordsError: unknown) => ({ wordsError }),
  )
}

const auditReveal = (ctx: Context, { name }: LocalFile, count: number): Promise<void> =>
  appendAudit(ctx, ctx.db, {
    action: 'message.reveal',
    details: { of: 'file', fileName: name, count },
  })
