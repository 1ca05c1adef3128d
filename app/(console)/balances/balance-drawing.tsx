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
import { spanOf, ticksOf, toLines } from '#lib/overview/chart-time.ts'

const colours = [
  'var(--ant-color-primary)',
  'var(--ant-color-success)',
  'var(--ant-color-warning)',
  'var(--ant-purple)',
  'var(--ant-cyan)',
]

const dot = { r: 4, strokeWidth: 0 }

type Props = { history: BalancePoint[]; days: number; now: Date }

/** One line a kind of quota over the whole of the chosen time; a single figure is a dot. */
export function BalanceDrawing({ history, days, now }: Props) {
  const nameOf = useQuotaName()
  const unit = history[0]?.unit ?? 'messages'
  const span = spanOf(days, now)
  const { rows, lines } = toLines(history, span)
  const shown = (at: number) =>
    days === 1 ? formatTime(at, 'minute').slice(11) : formatTime(at, 'day').slice(5)
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={rows} margin={{ top: 8, right: 20, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--ant-color-border-secondary)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={[span.from, span.to]}
          ticks={ticksOf(span)}
          tickFormatter={shown}
          tick={axisText}
          tickLine={false}
          axisLine={false}
          minTickGap={16}
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
        {lines.length > 1 && (
          <Legend wrapperStyle={{ fontSize: 12 }} itemSorter={null} formatter={legendText} />
        )}
        {lines.map(({ name, lone }, n) => {
          const colour = colours[n % colours.length] ?? ''
          return (
            <Line
              key={name}
              dataKey={name}
              name={nameOf(name)}
              stroke={colour}
              strokeWidth={2}
              type="stepAfter"
              dot={lone && { ...dot, fill: colour }}
              connectNulls
              isAnimationActive={false}
            />
          )
        })}
      </LineChart>
    </ResponsiveContainer>
  )
}
