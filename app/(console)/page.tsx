import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AutoRefresh } from '#components/auto-refresh.tsx'
import { PageHeader } from '#components/page-header.tsx'
import { getOverview } from '#lib/overview/get-overview.ts'
import { OverviewParams } from '#lib/overview/periods.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { OverviewScreen } from './overview/overview-screen.tsx'
import { PeriodChoice } from './overview/period-choice.tsx'
import { StartSteps } from './overview/start-steps.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('overview'))('title') }
}

export default async function OverviewPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, asked] = await Promise.all([getTranslations('overview'), readSearch(searchParams)])
  const { period } = OverviewParams.parse(asked)
  const overview = await getOverview(ctx, { period })
  const started = overview.has.channels && overview.has.templates && overview.has.batches
  return (
    <>
      <AutoRefresh seconds={10} />
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={overview.has.batches && <PeriodChoice period={period} />}
      />
      {!started && <StartSteps has={overview.has} />}
      {(started || overview.has.batches) && <OverviewScreen overview={overview} period={period} />}
    </>
  )
}
