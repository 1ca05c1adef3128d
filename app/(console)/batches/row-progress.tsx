'use client'
import { Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { BatchListRow } from '#lib/batches/page-batches.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import { countDone } from './count-groups.ts'
import { CountsBar } from './counts-bar.tsx'

/** How far a batch has come, or what its draft waits for. */
export function RowProgress({ batch }: { batch: BatchListRow }) {
  const t = useTranslations('batches.list')
  if (batch.state === 'draft')
    return <Typography.Text type="secondary">{draftWords()}</Typography.Text>
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

  function draftWords(): string {
    if (batch.importState === 'running') return t('checking')
    if (batch.importState === 'failed') return t('checkFailed')
    return t('ready', { count: formatCount(batch.recipientCount) })
  }
}
