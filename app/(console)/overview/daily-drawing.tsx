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
import { formatCount } from '#lib/i18n/format-money.ts'
import type { DayPoint } from '#lib/overview/get-overview.ts'

const text = { fill: 'var(--ant-color-text-secondary)', fontSize: 12 }
const panel = {
  background: 'var(--ant-color-bg-elevated)',
  border: '1px solid var(--ant-color-border-secondary)',
  borderRadius: 6,
  color: 'var(--ant-color-text)',
}
const colours = {
  delivered: 'var(--ant-color-success)',
  failed: 'var(--ant-color-error)',
  waiting: 'var(--ant-color-text-tertiary)',
}
const legendText = (words: string) => (
  <span style={{ color: 'var(--ant-color-text-secondary)' }}>{words}</span>
)
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
          tick={text}
          tickLine={false}
          axisLine={false}
          minTickGap={24}
        />
        <YAxis
          tickFormatter={formatCount}
          tick={text}
          tickLine={false}
          axisLine={false}
          width={56}
          allowDecimals={false}
        />
        <Tooltip
          contentStyle={panel}
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
