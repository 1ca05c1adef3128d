import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { findAuditEntry, listActors, listAudit } from '#lib/audit/queries.ts'
import { ListAuditInput } from '#lib/audit/schemas.ts'
import { readSealState } from '#lib/audit/seal-state.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { AuditDrawer } from './audit-drawer.tsx'
import { AuditTable } from './audit-table.tsx'
import { SealLine } from './seal-line.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') }
}

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('approver')
  const [t, { id, ...asked }] = await Promise.all([
    getTranslations('audit'),
    readSearch(searchParams),
  ])
  const [page, entry, actors, seal] = await Promise.all([
    listAudit(ctx, ListAuditInput.parse(asked)),
    id ? findAuditEntry(ctx, id) : undefined,
    listActors(ctx),
    readSealState(ctx.db),
  ])
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <SealLine state={seal} />
      <AuditTable page={page} actors={actors} />
      <AuditDrawer entry={entry} />
    </>
  )
}
