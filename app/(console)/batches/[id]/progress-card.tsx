'use client'
import { Alert, Card, Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { BatchView } from '#lib/batches/batch-view.ts'
import type { Progress } from '#lib/batches/progress.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { countDone } from '../count-groups.ts'
import { CountsBar } from '../counts-bar.tsx'
import { CountsTable } from './counts-table.tsx'
import { ProgressNotes } from './progress-notes.tsx'

type Props = { batch: BatchView; progress: Progress }

/** Every message by its status, as a bar and in figures that keep their place. */
export function ProgressCard({ batch, progress }: Props) {
  const t = useTranslations('batches.progress')
  const hold = useTranslations('batches.hold')
  const { counts, state } = progress
  const done = formatCount(countDone(counts))
  const figures = { done, all: formatCount(progress.recipientCount) }
  const unknown = formatCount(counts.unknown)
  return (
    <Card title={t('title')} size="small">
      <Flex vertical gap={16}>
        <Flex justify="space-between" wrap gap={8}>
          <Typography.Text strong>
            {state === 'canceled'
              ? t('nothingSent')
              : counts.unknown > 0
                ? t('doneUnconfirmed', { ...figures, unknown })
                : t('done', figures)}
          </Typography.Text>
          {state === 'scheduled' && batch.scheduledAt ? (
            <Typography.Text>
              {t('waitingUntil', { time: formatTime(batch.scheduledAt, 'minute') })}
            </Typography.Text>
          ) : (
            <ProgressNotes progress={progress} waitsForTime={waitsForTime(batch, progress)} />
          )}
        </Flex>
        {isHeld(batch, progress) && batch.scheduledAt && (
          <Alert
            type="info"
            showIcon
            title={hold('held', { time: formatTime(batch.scheduledAt, 'minute') })}
          />
        )}
        <CountsBar counts={counts} all={progress.recipientCount} height={16} />
        <CountsTable counts={counts} all={progress.recipientCount} />
        {counts.unknown > 0 && (
          <Alert
            type="warning"
            showIcon
            title={t('unknownHint', { count: counts.unknown })}
            description={progress.prospect && t(`unknown.${progress.prospect}`)}
            action={
              <Link href={`/messages?batch=${batch.id}&status=unknown`}>{t('seeUnknown')}</Link>
            }
          />
        )}
      </Flex>
    </Card>
  )
}

const isAhead = (at: Date | null): at is Date => at !== null && at.getTime() > Date.now()

/** The vendor has messages that it will send at their time. */
const isHeld = ({ heldByVendor, scheduledAt }: BatchView, { counts }: Progress): boolean =>
  heldByVendor && isAhead(scheduledAt) && counts.submitted > 0

/** What came too late to be handed over waits here, until the time itself. */
const waitsForTime = ({ heldByVendor, scheduledAt }: BatchView, { retryAt }: Progress): boolean =>
  heldByVendor && isAhead(scheduledAt) && Date.parse(retryAt ?? '') === scheduledAt.getTime()
