'use client'
import { Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { formatCount } from '#lib/i18n/format-money.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { ComparedDay, DayFigures } from '#lib/statistics/read.ts'
import styles from './channels.module.css'

const kinds = ['sent', 'delivered', 'failed', 'waiting'] as const

/** A day a line: of each figure ours and the vendor's, and by how much they differ. */
export function StatisticsTable({ days }: { days: ComparedDay[] }) {
  const t = useTranslations('statistics')
  const asked = days.flatMap(({ vendors }) => (vendors ? [new Date(vendors.askedAt)] : []))
  const last = asked.sort((one, other) => other.getTime() - one.getTime())[0]
  return (
    <>
      <Typography.Text type="secondary">
        {last ? t('askedAt', { time: formatTime(last) }) : t('none')}
      </Typography.Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={styles.figures} aria-label={t('table')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('day')}</th>
              {kinds.map((kind) => (
                <th key={kind} scope="col">
                  {t(kind)}
                  <div className={styles.small}>
                    {t('ours')} / {t('vendors')}
                  </div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <DayRow key={day.day} day={day} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

function DayRow({ day }: { day: ComparedDay }) {
  const t = useTranslations('statistics')
  return (
    <tr>
      <th scope="row">
        {day.day}
        {day.unconfirmed > 0 && (
          <div className={styles.small}>{t('unconfirmed', { count: day.unconfirmed })}</div>
        )}
      </th>
      {kinds.map((kind) => (
        <Figure key={kind} kind={kind} day={day} />
      ))}
    </tr>
  )
}

function Figure({ day, kind }: { day: ComparedDay; kind: keyof DayFigures }) {
  const t = useTranslations('statistics')
  const difference = day.difference?.[kind]
  return (
    <td>
      {formatCount(day.ours[kind])} / {day.vendors ? formatCount(day.vendors[kind]) : '—'}
      {difference !== undefined && difference !== 0 && (
        <div className={styles.differs}>
          <span className="visually-hidden">{t('difference')}: </span>
          {difference > 0 ? '+' : '−'}
          {formatCount(Math.abs(difference))}
        </div>
      )}
    </td>
  )
}
