import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import {
  BlocklistParams,
  listBlocklist,
  readBlocklistFilter,
} from '#lib/blocklist/list-blocklist.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { isReadable } from '#lib/messages/phone-token.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { InboxTabs } from '../inbox-tabs.tsx'
import { BlocklistTable } from './blocklist-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('inbox')
  return { title: t('blocklist.title') }
}

export default async function BlocklistPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, asked] = await Promise.all([getTranslations('inbox'), readSearch(searchParams)])
  const params = BlocklistParams.parse(asked)
  const filter = readBlocklistFilter(ctx.keys, params)
  const page = await listBlocklist(ctx, filter, params)
  return (
    <>
      <PageHeader title={t('blocklist.title')} lead={t('blocklist.lead')} />
      <InboxTabs active="blocklist" />
      <BlocklistTable
        page={page}
        phone={isReadable(filter.phone) ? maskPhone(filter.phone) : undefined}
        mayAct={hasRole(ctx.actor.role, 'operator')}
      />
    </>
  )
}
