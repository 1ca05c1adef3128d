'use client'
import { Alert } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { TimeText } from '#components/time-text.tsx'
import type { CheckView } from '#lib/batches/check-view.ts'
import type { Summary } from './draft-props.ts'

type Earlier = { id: string; name: string; at: string }

/** What staff should look at before they go on: the file's oddities, and to whom it went before. */
export function CheckNotes({ check, summary }: { check: CheckView; summary: Summary }) {
  const t = useTranslations('batches.check')
  const same = new Set(check.sentBefore.map((one) => one.id))
  const repeats = (summary.repeats ?? [])
    .filter((one) => !same.has(one.id))
    .map(({ share, name, ...one }) => ({
      ...one,
      name: t('repeatShare', { name, percent: Math.round(share * 100) }),
    }))
  if (summary.warnings.length + check.sentBefore.length + repeats.length === 0) return null
  return (
    <Alert
      type="warning"
      showIcon
      title={t('warnings')}
      description={
        <ul style={{ margin: 0, paddingInlineStart: 18 }}>
          <EarlierBatches title={t('sentBefore', { list: '' })} batches={check.sentBefore} />
          <EarlierBatches title={t('repeats')} batches={repeats} />
          {summary.warnings.map((warning) => (
            <li key={warning}>{warning}</li>
          ))}
        </ul>
      }
    />
  )
}

function EarlierBatches({ title, batches }: { title: string; batches: Earlier[] }) {
  if (batches.length === 0) return null
  return (
    <li>
      {title}{' '}
      {batches.map((batch, n) => (
        <span key={batch.id}>
          {n > 0 && ', '}
          <Link href={`/batches/${batch.id}`} style={{ textDecoration: 'underline' }}>
            {batch.name}
          </Link>{' '}
          (<TimeText value={batch.at} precision="minute" />)
        </span>
      ))}
    </li>
  )
}
