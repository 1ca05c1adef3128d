import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import { describeVendor } from '#lib/channels/describe-vendor.ts'
import { listChannels } from '#lib/channels/queries.ts'
import { getTemplate, listTemplates } from '#lib/templates/queries.ts'
import { ListTemplatesInput } from '#lib/templates/schemas.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { TemplateDrawer } from './template-drawer.tsx'
import { TemplatesTable } from './templates-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('title') }
}

export default async function TemplatesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, { id, ...asked }] = await Promise.all([
    getTranslations('templates'),
    readSearch(searchParams),
  ])
  const [page, template, channels] = await Promise.all([
    listTemplates(ctx, ListTemplatesInput.parse(asked)),
    id ? getTemplate(ctx, id) : null,
    listChannels(ctx),
  ])
  const choices = channels.map((one) => ({
    id: one.id,
    name: one.name,
    hasApi: describeVendor(one.vendor).hasTemplatesApi,
  }))
  const mayWrite = hasRole(ctx.actor.role, 'operator')
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <TemplatesTable page={page} channels={choices} mayWrite={mayWrite} />
      <TemplateDrawer
        template={template}
        vendor={template ? describeVendor(template.vendor) : undefined}
        mayWrite={mayWrite}
      />
    </>
  )
}
