'use client'
import { Alert, Button, Flex } from 'antd'
import { useTranslations } from 'next-intl'
import type { DraftProps } from './draft-props.ts'
import { useRecheck } from './use-recheck.ts'

/** The file has no table in it that could be used: why, and what can be done. */
export function CheckFailed({ batch, check, mayWrite }: DraftProps) {
  const t = useTranslations('batches.check')
  const { again, pending } = useRecheck(batch.id)
  return (
    <Alert
      role="alert"
      type="error"
      showIcon
      title={t('failedTitle')}
      description={
        <Flex vertical gap={12} align="flex-start">
          <span>{check.problem}</span>
          <span>{t('failedHint')}</span>
          {mayWrite && (
            <Button loading={pending} onClick={() => again(check.options)}>
              {t('again')}
            </Button>
          )}
        </Flex>
      }
    />
  )
}
