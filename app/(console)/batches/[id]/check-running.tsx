'use client'
import { Card, Flex, Progress, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import type { ImportProgress } from '#lib/batches/types.ts'
import { formatCount } from '#lib/i18n/format-money.ts'

const slowAfter = 15

/** The file being read: how many rows, how much of it. */
export function CheckRunning({ progress }: { progress: ImportProgress | null }) {
  const t = useTranslations('batches.check')
  const seconds = useSeconds()
  const percent = progress
    ? Math.min(99, Math.floor((progress.bytes / Math.max(1, progress.totalBytes)) * 100))
    : 0
  const waiting = seconds > slowAfter ? t('slow', { seconds }) : t('waiting')
  return (
    <Card>
      <Flex vertical gap={8} role="status" aria-live="polite">
        <Typography.Text strong>{t('reading')}</Typography.Text>
        <Progress percent={percent} status="active" aria-label={t('reading')} />
        <Typography.Text type="secondary">
          {progress ? t('rows', { count: formatCount(progress.rows) }) : waiting}
        </Typography.Text>
        <Typography.Text type="secondary">{t('leave')}</Typography.Text>
      </Flex>
    </Card>
  )
}

function useSeconds(): number {
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setSeconds((n) => n + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  return seconds
}
