import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import { listChannelNames } from '#lib/inbound/channel-names.ts'
import { HeldParams } from '#lib/reports/held-filter.ts'
import { findParked, listParked } from '#lib/reports/list-parked.ts'
import { findUnreadable, listUnreadable } from '#lib/reports/list-unreadable.ts'
import { listWaiting } from '#lib/reports/list-waiting.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { ParkedDrawer } from './parked-drawer.tsx'
import { ParkedTable } from './parked-table.tsx'
import { ReportsTabs } from './reports-tabs.tsx'
import { UnreadableDrawer } from './unreadable-drawer.tsx'
import { UnreadableTable } from './unreadable-table.tsx'
import { WaitingPushes } from './waiting-pushes.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') }
}

/** What vendors pushed and nobody could apply. */
export default async function ReportsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, { id, ...asked }] = await Promise.all([
    getTranslations('reports'),
    readSearch(searchParams),
  ])
  const params = HeldParams.parse(asked)
  const channels = await listChannelNames(ctx)
  const mayReveal = hasRole(ctx.actor.role, 'administrator')
  const mayRead = hasRole(ctx.actor.role, 'operator')
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <WaitingPushes waiting={await listWaiting(ctx)} />
      <ReportsTabs active={params.kind} />
      {params.kind === 'unreadable' ? (
        <>
          <UnreadableTable page={await listUnreadable(ctx, params)} channels={channels} />
          <UnreadableDrawer
            push={id ? await findUnreadable(ctx, id) : undefined}
            {...{ mayReveal, mayRead }}
          />
        </>
      ) : (
        <>
          <ParkedTable page={await listParked(ctx, params)} channels={channels} />
          <ParkedDrawer report={id ? await findParked(ctx, id) : undefined} {...{ mayReveal }} />
        </>
      )}
    </>
  )
}
