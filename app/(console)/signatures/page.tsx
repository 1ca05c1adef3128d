import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import { listChannels } from '#lib/channels/queries.ts'
import { listSignatures } from '#lib/signatures/queries.ts'
import { ListSignaturesInput } from '#lib/signatures/schemas.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { SignaturesTable } from './signatures-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('signatures'))('title') }
}

export default async function SignaturesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, asked] = await Promise.all([getTranslations('signatures'), readSearch(searchParams)])
  const [rows, channels] = await Promise.all([
    listSignatures(ctx, ListSignaturesInput.parse(asked)),
    listChannels(ctx),
  ])
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <SignaturesTable
        rows={rows}
        channels={channels.map(({ id, name }) => ({ value: id, label: name }))}
        mayWrite={hasRole(ctx.actor.role, 'operator')}
      />
    </>
  )
}
