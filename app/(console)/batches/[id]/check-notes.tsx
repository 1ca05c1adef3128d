'use client'
import { Alert } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { TimeText } from '#components/time-text.tsx'
import type { CheckView } from '#lib/batches/check-view.ts'
import type { Summary } from './draft-props.ts'

/** What staff should look at before they go on: the file's oddities, and that it was sent before. */
export function CheckNotes({ check, summary }: { check: CheckView; summary: Summary }) {
  const t = useTranslations('batches.check')
  const before = check.sentBefore.map((batch, n) => (
    <span key={batch.id}>
      {n > 0 && ', '}
      <Link href={`/batches/${batch.id}`} style={{ textDecoration: 'underline' }}>
        {batch.name}
      </Link>{' '}
      (
      <TimeText value={batch.at} precision="minute" />)
    </span>
  ))
  if (summary.warnings.length === 0 && before.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('warnings')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          {before.length > 0 && (
            <li>
              {t('sentBefore', { list: '' })}
              {before}
            </li>
          )}
          {summary.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      }
    />
  )
}
