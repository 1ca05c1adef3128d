import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import { BalancesParams } from '#lib/overview/balances-params.ts'
import { readBalancesScreen } from '#lib/overview/balances-screen.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { BalancesScreen } from './balances-screen.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('balancesScreen'))('title') }
}

export default async function BalancesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, locale, asked] = await Promise.all([
    getTranslations('balancesScreen'),
    getLocale(),
    readSearch(searchParams),
  ])
  const { days } = BalancesParams.parse(asked)
  const channels = await readBalancesScreen(ctx, { days, locale })
  const { role } = ctx.actor
  return (
    <>
      <AutoRefresh seconds={30} />
      <PageHeader title={t('title')} lead={t('lead')} />
      <BalancesScreen
        channels={channels}
        days={days}
        now={new Date()}
        mayCheck={hasRole(role, 'operator')}
        mayAdd={hasRole(role, 'administrator')}
      />
    </>
  )
}
