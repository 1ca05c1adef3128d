import { and, desc, eq, type InferSelectModel, isNull, or, type SQL, sql } from 'drizzle-orm'
import { channels } from '#db/schema/channels.ts'
import { templates } from '#db/schema/templates.ts'
import type { Context } from '#lib/context.ts'
import { UserError } from '#lib/errors.ts'
import { containing } from '#lib/paging/containing.ts'
import { keyset, type Page } from '#lib/paging/keyset.ts'
import type { SignaturePosition } from '#lib/providers/texts.ts'
import { isSendable, signaturePositionOf } from './review.ts'
import { type ListTemplates, ListTemplatesInput } from './schemas.ts'

export type TemplateView = Omit<InferSelectModel<typeof templates>, 'deletedAt'> & {
  channelName: string
  vendor: string
  signaturePosition: SignaturePosition
  /** False while the vendor reviews it, has refused it, or no longer has it. */
  sendable: boolean
}

/** Templates that are not deleted, newest first, a page at a time. */
export async function listTemplates(
  ctx: Pick<Context, 'db'>,
  input: ListTemplates = {},
): Promise<Page<TemplateView>> {
  const ask = ListTemplatesInput.parse(input)
  const page = keyset({ ...ask, limit: ask.limit ?? 50 }, [templates.createdAt, templates.id])
  const rows = await ctx.db
    .select({ ...columns, key: page.key })
    .from(templates)
    .innerJoin(channels, eq(channels.id, templates.channelId))
    .where(and(living, ...matching(ask), page.where))
    .orderBy(...page.orderBy)
    .limit(page.limit)
  const found = page.toPage(rows)
  return { ...found, rows: found.rows.map(toView) }
}

/** One template by id, or null. */
export async function getTemplate(
  ctx: Pick<Context, 'db'>,
  id: string,
): Promise<TemplateView | null> {
  const [row] = await ctx.db
    .select(columns)
    .from(templates)
    .innerJoin(channels, eq(channels.id, templates.channelId))
    .where(and(living, sql`${templates.id}::text = ${id.toLowerCase()}`))
  return row ? toView(row) : null
}

/**
 * The id of a channel's template by id, title or the vendor's code. Throws UserError
 * `template_unknown`, `template_ambiguous`.
 */
export async function requireTemplateId(
  ctx: Pick<Context, 'db'>,
  channelId: string,
  name: string,
): Promise<string> {
  const named = or(
    sql`${templates.id}::text = ${name.toLowerCase()}`,
    eq(templates.title, name),
    eq(templates.vendorId, name),
  )
  const rows = await ctx.db
    .select({ id: templates.id, title: templates.title, vendorId: templates.vendorId })
    .from(templates)
    .where(and(isNull(templates.deletedAt), eq(templates.channelId, channelId), named))
    .orderBy(desc(templates.createdAt))
  const exact = rows.find((row) => row.id === name.toLowerCase())
  const [first, ...others] = exact ? [exact] : rows
  if (!first) throw new UserError('template_unknown', { name })
  if (others.length > 0) throw new UserError('template_ambiguous', { name })
  return first.id
}

const living = and(isNull(templates.deletedAt), isNull(channels.archivedAt))

const columns = {
  id: templates.id,
  channelId: templates.channelId,
  channelName: channels.name,
  vendor: channels.vendor,
  title: templates.title,
  signature: templates.signature,
  text: templates.text,
  variables: templates.variables,
  variableLengths: templates.variableLengths,
  category: templates.category,
  vendorId: templates.vendorId,
  settings: templates.settings,
  reviewStatus: templates.reviewStatus,
  reviewReason: templates.reviewReason,
  syncedAt: templates.syncedAt,
  createdAt: templates.createdAt,
  updatedAt: templates.updatedAt,
}

function matching(ask: ListTemplates): (SQL | undefined)[] {
  return [
    ask.channel ? eq(templates.channelId, ask.channel) : undefined,
    ask.review ? eq(templates.reviewStatus, ask.review) : undefined,
    ask.category ? eq(templates.category, ask.category) : undefined,
    ask.q ? contains(ask.q) : undefined,
  ]
}

function contains(text: string): SQL | undefined {
  const pattern = containing(text)
  const searched = [templates.title, templates.text, templates.signature, templates.vendorId]
  return or(...searched.map((column) => sql`${column} ilike ${pattern}`))
}

function toView(row: Omit<TemplateView, 'signaturePosition' | 'sendable'>): TemplateView {
  return {
    ...row,
    signaturePosition: signaturePositionOf(row.settings),
    sendable: isSendable(row.reviewStatus),
  }
}
