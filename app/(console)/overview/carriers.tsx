'use client'
import { Card, Progress } from 'antd'
import { useTranslations } from 'next-intl'
import { formatCount } from '#lib/i18n/format-money.ts'
import { formatShare } from '#lib/i18n/format-share.ts'
import type { Share } from '#lib/overview/share-carriers.ts'
import styles from './overview.module.css'

/** What was sent by carrier, as far as the prefix tells. */
export function Carriers({ carriers }: { carriers: Share[] }) {
  const t = useTranslations()
  const all = carriers.reduce((sum, one) => sum + one.sent, 0)
  return (
    <Card size="small" title={t('overview.carriers.title')}>
      {all === 0 && <span className={styles.small}>{t('overview.carriers.none')}</span>}
      <ul className={styles.list}>
        {carriers.map(({ carrier, sent, rate }) => (
          <li key={carrier}>
            <div className={styles.row}>
              <span>{t(`common.carrier.${carrier}`)}</span>
              <span>
                {formatCount(sent)}{' '}
                <span className={styles.small}>
                  {formatShare(sent / all)}
                  {rate.value !== null &&
                    ` · ${t('overview.carriers.rate', {
                      rate: formatShare(rate.value),
                      of: formatCount(rate.of),
                    })}`}
                </span>
              </span>
            </div>
            <Progress
              percent={(sent / all) * 100}
              showInfo={false}
              size="small"
              aria-label={t(`common.carrier.${carrier}`)}
            />
          </li>
        ))}
      </ul>
      {all > 0 && (
        <p className={styles.small} style={{ margin: '12px 0 0' }}>
          {t('overview.carriers.hint')}
        </p>
      )}
    </Card>
  )
}
