'use client'
import { Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { BatchListRow } from '#lib/batches/list-batches.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { countDone } from './count-groups.ts'
import { CountsBar } from './counts-bar.tsx'

/** How far a batch has come, or what its draft waits for. */
export function RowProgress({ batch }: { batch: BatchListRow }) {
  const t = useTranslations('batches.list')
  if (batch.state === 'draft') return <DraftWords batch={batch} />
  if (batch.state === 'canceled')
    return <Typography.Text type="secondary">{t('nothingSent')}</Typography.Text>
  const { unknown } = batch.counts
  const done = formatCount(countDone(batch.counts))
  return (
    <Flex vertical gap={4} style={{ minWidth: 120 }}>
      <CountsBar counts={batch.counts} all={batch.recipientCount} />
      <Typography.Text type="secondary" style={{ fontSize: 12, whiteSpace: 'nowrap' }}>
        {t('of', { done, all: formatCount(batch.recipientCount) })}
      </Typography.Text>
      {unknown > 0 && (
        <Typography.Text type="warning" style={{ fontSize: 12, whiteSpace: 'nowrap' }}>
          {t('unconfirmed', { count: formatCount(unknown) })}
        </Typography.Text>
      )}
    </Flex>
  )
}

/** What a draft waits for, and when it goes if nobody comes. */
function DraftWords({ batch }: { batch: BatchListRow }) {
  const t = useTranslations('batches.list')
  const { importState, discardAt } = batch
  const words =
    importState === 'running'
      ? t('checking')
      : importState === 'failed'
        ? t('checkFailed')
        : t('ready', { count: formatCount(batch.recipientCount) })
  return (
    <Flex vertical gap={4}>
      <Typography.Text type="secondary">{words}</Typography.Text>
      {discardAt && (
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {t('goes', { time: formatTime(discardAt, 'minute') })}
        </Typography.Text>
      )}
    </Flex>
  )
}
