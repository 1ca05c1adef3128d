'use client'
import { useTranslations } from 'next-intl'
import type { Counts } from '#lib/counts/batch-counts.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import { type MessageStatus, messageStatuses } from '#lib/messages/status.ts'
import { statusColors } from '../count-groups.ts'
import styles from './counts-table.module.css'

/** All ten statuses, always in the same place, those without messages in a quieter tone. */
export function CountsTable({ counts, all }: { counts: Counts; all: number }) {
  const t = useTranslations('common.status')
  const percent = (status: MessageStatus) =>
    all > 0 ? `${((counts[status] / all) * 100).toFixed(1)}%` : ''
  return (
    <dl className={styles.grid}>
      {messageStatuses.map((status) => (
        <div key={status} className={counts[status] > 0 ? styles.cell : styles.none}>
          <dt>
            <span className={styles.dot} style={{ background: statusColors[status] }} aria-hidden />
            {t(status)}
          </dt>
          <dd>
            {formatCount(counts[status])}
            <small>{counts[status] > 0 ? percent(status) : ''}</small>
          </dd>
        </div>
      ))}
    </dl>
  )
}
