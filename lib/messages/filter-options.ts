import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import { batches } from '#db/schema/batches.ts'
import { channels } from '#db/schema/channels.ts'
import { templates } from '#db/schema/templates.ts'
import type { Context } from '#lib/context.ts'
import { getProvider } from '#lib/providers/registry.ts'
import type { Locale } from '#lib/providers/vocabulary.ts'

export type Option = { value: string; label: string }
export type FilterOptions = Record<'channels' | 'batches' | 'templates' | 'codes', Option[]>

/** What the filters of the history offer: the 100 newest batches, and the one that is chosen. */
export async function listFilterOptions(
  { db }: Pick<Context, 'db'>,
  chosen: { batchId?: string | undefined },
  locale: Locale,
): Promise<FilterOptions> {
  const batch = { value: batches.id, label: batches.name }
  const [channelRows, recent, own, templateRows] = await Promise.all([
    db.select({ id: channels.id, name: channels.name, vendor: channels.vendor }).from(channels),
    db
      .select(batch)
      .from(batches)
      .where(isNotNull(batches.confirmedAt))
      .orderBy(desc(batches.createdAt))
      .limit(100),
    chosen.batchId
      ? db
          .select(batch)
          .from(batches)
          .where(and(eq(batches.id, chosen.batchId), isNotNull(batches.confirmedAt)))
      : [],
    db
      .select({ value: templates.id, label: templates.title })
      .from(templates)
      .where(isNull(templates.deletedAt))
      .orderBy(desc(templates.updatedAt))
      .limit(300),
  ])
  const known = new Set(recent.map((one) => one.value))
  return {
    channels: channelRows.map(({ id, name }) => ({ value: id, label: name })),
    batches: [...own.filter((one) => !known.has(one.value)), ...recent],
    templates: templateRows,
    codes: listCodes([...new Set(channelRows.map((row) => row.vendor))], locale),
  }
}

/** The codes of reports that these vendors have written down, each once, with their words. */
function listCodes(vendors: string[], locale: Locale): Option[] {
  const words = new Map<string, string>()
  for (const vendor of vendors) {
    for (const [code, entry] of Object.entries(getProvider(vendor).reportCodes)) {
      if (!words.has(code)) words.set(code, `${code} ${entry.text[locale]}`)
    }
  }
  return [...words].map(([value, label]) => ({ value, label }))
}
