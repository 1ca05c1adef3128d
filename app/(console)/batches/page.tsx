import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import { ListBatchesInput, listBatches } from '#lib/batches/list-batches.ts'
import { listChannels } from '#lib/channels/queries.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { BatchesTable } from './batches-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('batches'))('title') }
}

export default async function BatchesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, asked] = await Promise.all([getTranslations('batches'), readSearch(searchParams)])
  const [page, channels] = await Promise.all([
    listBatches(ctx, ListBatchesInput.parse(asked)),
    listChannels(ctx),
  ])
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <BatchesTable
        page={page}
        channels={channels.map(({ id, name }) => ({ value: id, label: name }))}
        mayWrite={hasRole(ctx.actor.role, 'operator')}
      />
    </>
  )
}
