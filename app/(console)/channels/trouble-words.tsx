'use client'
import { Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { Explanation } from '#lib/channels/explain-trouble.ts'

/** What went wrong with a call, what to do, and the vendor's own words small below. */
export function TroubleWords({ words }: { words: Explanation }) {
  const t = useTranslations('channels')
  return (
    <>
      <div>
        {words.title}
        {words.text && <> — {words.text}</>}
      </div>
      {words.advice && <div>{words.advice}</div>}
      {words.raw && (
        <Typography.Text type="secondary" style={{ wordBreak: 'break-word' }}>
          {t('raw')}: {words.raw}
        </Typography.Text>
      )}
    </>
  )
}
