'use client'
import {
  CartesianGrid,
  Legend,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { axisText, legendText, tooltipPanel } from '#components/chart-look.tsx'
import { formatQuota, useQuotaName } from '#components/quota-text.tsx'
import type { BalancePoint } from '#lib/balances/queries.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import { formatTime } from '#lib/i18n/format-time.ts'

const colours = [
  'var(--ant-color-primary)',
  'var(--ant-color-success)',
  'var(--ant-color-warning)',
  'var(--ant-purple)',
  'var(--ant-cyan)',
]

/** One line a kind of quota. */
export function BalanceDrawing({ history, days }: { history: BalancePoint[]; days: number }) {
  const nameOf = useQuotaName()
  const unit = history[0]?.unit ?? 'messages'
  const names = [...new Set(history.map((point) => point.name))]
  const rows = history.map(({ at, name, amount }) => ({ at: at.getTime(), [name]: amount }))
  const shown = (at: number) =>
    days === 1 ? formatTime(at, 'minute').slice(11) : formatTime(at, 'day').slice(5)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--ant-color-border-secondary)" />
        <XAxis
          dataKey="at"
          type="number"
          domain={['dataMin', 'dataMax']}
          tickFormatter={shown}
          tick={axisText}
          tickLine={false}
          axisLine={false}
          minTickGap={40}
        />
        <YAxis
          tickFormatter={formatCount}
          tick={axisText}
          tickLine={false}
          axisLine={false}
          width={64}
        />
        <Tooltip
          contentStyle={tooltipPanel}
          labelFormatter={(at) => formatTime(Number(at), 'minute')}
          formatter={(value) => formatQuota(unit, Number(value))}
        />
        {names.length > 1 && (
          <Legend wrapperStyle={{ fontSize: 12 }} itemSorter={null} formatter={legendText} />
        )}
        {names.map((name, n) => (
          <Line
            key={name}
            dataKey={name}
            name={nameOf(name)}
            stroke={colours[n % colours.length] ?? ''}
            strokeWidth={2}
            type="stepAfter"
            dot={false}
            connectNulls
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  )
}
