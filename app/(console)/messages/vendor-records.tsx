'use client'
import { Alert, Button, Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Bubble } from '#components/bubble.tsx'
import { CopyText } from '#components/copy-text.tsx'
import { useRunAction } from '#components/run-action.ts'
import { TimeText } from '#components/time-text.tsx'
import type { MessageRecord } from '#lib/messages/ask-records.ts'
import { records } from './actions.ts'
import styles from './messages.module.css'

type Found = { day: string; records: MessageRecord[] }

/** What the vendor itself keeps about the phone on that day, asked for on demand. */
export function VendorRecords({ messageId }: { messageId: number }) {
  const t = useTranslations('history.records')
  const { run, pending } = useRunAction()
  const [found, setFound] = useState<Found>()
  const ask = async () => setFound((await run(() => records({ messageId })))?.data)
  return (
    <section>
      <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>
        {t('title')}
      </Typography.Title>
      <Flex vertical gap={12} align="flex-start">
        <Typography.Text type="secondary">{t('lead')}</Typography.Text>
        <Button onClick={ask} loading={pending}>
          {t('ask')}
        </Button>
        <div role="status" style={{ width: '100%' }}>
          {found?.records.length === 0 && (
            <Alert type="info" showIcon title={t('none', { day: found.day })} />
          )}
          {found && found.records.length > 0 && (
            <ul className={styles.records} aria-label={t('of', { day: found.day })}>
              {found.records.map((record, n) => (
                <RecordRow key={record.vendorMessageId ?? n} record={record} />
              ))}
            </ul>
          )}
        </div>
      </Flex>
    </section>
  )
}

function RecordRow({ record }: { record: MessageRecord }) {
  const t = useTranslations('history.records')
  const { at, status, segments, text, vendorMessageId, same } = record
  return (
    <li>
      <Flex wrap gap="4px 12px">
        <TimeText value={at} />
        <Typography.Text strong>{status || t('noStatus')}</Typography.Text>
        {segments !== undefined && <span>{t('segments', { count: segments })}</span>}
        {vendorMessageId && <CopyText text={vendorMessageId} />}
        {same && <Typography.Text type="success">{t('same')}</Typography.Text>}
      </Flex>
      <Bubble text={text} />
    </li>
  )
}
