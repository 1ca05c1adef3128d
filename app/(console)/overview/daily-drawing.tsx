'use client'
import { useTranslations } from 'next-intl'
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { axisText, legendText, tooltipPanel } from '#components/chart-look.tsx'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { DayPoint } from '#lib/overview/get-overview.ts'

const colours = {
  delivered: 'var(--ant-color-success)',
  failed: 'var(--ant-color-error)',
  waiting: 'var(--ant-color-text-tertiary)',
}
const series = ['delivered', 'failed', 'waiting'] as const

/** One bar a day: delivered, not delivered, still waiting. */
export function DailyDrawing({ days }: { days: DayPoint[] }) {
  const t = useTranslations('overview.chart')
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={days} margin={{ top: 8, right: 4, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--ant-color-border-secondary)" />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => day.slice(5)}
          tick={axisText}
          tickLine={false}
          axisLine={false}
          minTickGap={24}
        />
        <YAxis
          tickFormatter={formatCount}
          tick={axisText}
          tickLine={false}
          axisLine={false}
          width={56}
          allowDecimals={false}
        />
        <Tooltip
          contentStyle={tooltipPanel}
          cursor={{ fill: 'var(--ant-color-fill-tertiary)' }}
          formatter={(value) => formatCount(Number(value))}
        />
        <Legend wrapperStyle={{ fontSize: 12 }} itemSorter={null} formatter={legendText} />
        {series.map((name) => (
          <Bar
            key={name}
            dataKey={name}
            name={t(name)}
            stackId="day"
            fill={colours[name]}
            isAnimationActive={false}
            maxBarSize={28}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  )
}
