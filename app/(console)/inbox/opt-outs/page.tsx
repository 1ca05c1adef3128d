import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { isReadable } from '#lib/messages/phone-token.ts'
import { OptOutParams, readOptOutFilter } from '#lib/opt-outs/filter.ts'
import { listOptOuts } from '#lib/opt-outs/list-opt-outs.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { InboxTabs } from '../inbox-tabs.tsx'
import { OptOutsTable } from './opt-outs-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox'))('optOut.title') }
}

export default async function OptOutsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, asked] = await Promise.all([getTranslations('inbox'), readSearch(searchParams)])
  const params = OptOutParams.parse(asked)
  const filter = readOptOutFilter(ctx.keys, params)
  const page = await listOptOuts(ctx, filter, params)
  return (
    <>
      <PageHeader title={t('optOut.title')} lead={t('optOut.lead')} />
      <InboxTabs active="optOuts" />
      <OptOutsTable
        page={page}
        phone={isReadable(filter.phone) ? maskPhone(filter.phone) : undefined}
        mayAct={hasRole(ctx.actor.role, 'operator')}
      />
    </>
  )
}
