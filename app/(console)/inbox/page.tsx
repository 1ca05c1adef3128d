import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import { listChannelNames } from '#lib/inbound/channel-names.ts'
import { InboundParams, readInboundFilter } from '#lib/inbound/filter.ts'
import { findThread } from '#lib/inbound/get-thread.ts'
import { listInbound } from '#lib/inbound/list-inbound.ts'
import { maskPhone } from '#lib/messages/mask-phone.ts'
import { isReadable } from '#lib/messages/phone-token.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { InboxTabs } from './inbox-tabs.tsx'
import { RepliesTable } from './replies-table.tsx'
import { ThreadDrawer } from './thread-drawer.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('inbox'))('title') }
}

export default async function InboxPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, locale, { id, ...asked }] = await Promise.all([
    getTranslations('inbox'),
    getLocale(),
    readSearch(searchParams),
  ])
  const params = InboundParams.parse(asked)
  const filter = readInboundFilter(ctx.keys, params)
  const [page, channels, thread] = await Promise.all([
    listInbound(ctx, filter, params),
    listChannelNames(ctx),
    id ? findThread(ctx, id, { locale }) : undefined,
  ])
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <InboxTabs active="replies" />
      <RepliesTable
        page={page}
        channels={channels}
        phone={isReadable(filter.phone) ? maskPhone(filter.phone) : undefined}
      />
      <ThreadDrawer thread={thread} mayAct={hasRole(ctx.actor.role, 'operator')} />
    </>
  )
}
