'use client'
import { Card, Progress } from 'antd'
import { useTranslations } from 'next-intl'
import { formatCount } from '#lib/i18n/format-money.ts'
import { formatShare } from '#lib/i18n/format-share.ts'
import type { FailureGroup } from '#lib/overview/group-failures.ts'
import styles from './overview.module.css'

/** Why messages failed, most frequent first. */
export function Failures({ failures }: { failures: FailureGroup[] }) {
  const t = useTranslations('overview.failures')
  const all = failures.reduce((sum, one) => sum + one.messages, 0)
  return (
    <Card size="small" title={t('title')}>
      {all === 0 && <span className={styles.small}>{t('none')}</span>}
      <ul className={styles.list}>
        {failures.map(({ group, messages }) => (
          <li key={group}>
            <div className={styles.row}>
              <span>{t(group)}</span>
              <span>
                {formatCount(messages)}{' '}
                <span className={styles.small}>
                  {t('of', { share: formatShare(messages / all), of: formatCount(all) })}
                </span>
              </span>
            </div>
            <Progress
              percent={(messages / all) * 100}
              showInfo={false}
              size="small"
              aria-label={t(group)}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}
