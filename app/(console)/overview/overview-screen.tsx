'use client'
import type { Overview } from '#lib/overview/get-overview.ts'
import type { PeriodName } from '#lib/overview/period-names.ts'
import { Attention } from './attention.tsx'
import { BatchesUnderWay } from './batches-under-way.tsx'
import { Carriers } from './carriers.tsx'
import { Channels } from './channels.tsx'
import { DailyChart } from './daily-chart.tsx'
import { Failures } from './failures.tsx'
import { Figures } from './figures.tsx'
import styles from './overview.module.css'

/** Everything of the first screen once there is something to show. */
export function OverviewScreen({ overview, period }: { overview: Overview; period: PeriodName }) {
  return (
    <div className={styles.screen}>
      <Figures figures={overview.periods[period]} period={period} />
      <div className={styles.wideAndNarrow}>
        <DailyChart days={overview.days} />
        <Attention overview={overview} />
      </div>
      <div className={styles.two}>
        <BatchesUnderWay batches={overview.underWay} />
        <Channels
          balances={overview.balances}
          troubles={overview.troubles}
          silent={overview.silent}
        />
      </div>
      <div className={styles.two}>
        <Failures failures={overview.failures} />
        <Carriers carriers={overview.carriers} />
      </div>
    </div>
  )
}
