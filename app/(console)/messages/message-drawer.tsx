'use client'
import { Alert, Descriptions, Empty, Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Bubble } from '#components/bubble.tsx'
import { DetailDrawer } from '#components/detail-drawer.tsx'
import { PhoneText } from '#components/phone-text.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import type { MessageDetail } from '#lib/messages/get-message.ts'
import { reveal } from './actions.ts'
import styles from './messages.module.css'
import { SettleForm } from './settle-form.tsx'
import { Timeline } from './timeline.tsx'
import { VendorRecords } from './vendor-records.tsx'

type Props = { message: MessageDetail | null | undefined; mayAct: boolean }

/** One message: its text, what became of it and why, and what a person may decide. */
export function MessageDrawer({ message, mayAct }: Props) {
  const t = useTranslations('history.detail')
  return (
    <DetailDrawer
      open={message !== undefined}
      title={message ? t('title', { id: String(message.id) }) : t('missing')}
      width={600}
    >
      {message === null && <Empty description={t('missing')} />}
      {message && <Detail key={message.id} message={message} mayAct={mayAct} />}
    </DetailDrawer>
  )
}

function Detail({ message, mayAct }: { message: MessageDetail; mayAct: boolean }) {
  const t = useTranslations('history')
  return (
    <Flex vertical gap={20}>
      <Flex justify="space-between" align="center" wrap gap={8}>
        <StatusBadge kind="status" value={message.status} />
        <PhoneText
          masked={message.phone}
          reveal={mayAct ? () => reveal({ messageId: message.id }) : undefined}
        />
        <Link href={`/messages?q=${encodeURIComponent(`phone:${message.phoneToken}`)}`}>
          {t('detail.whole')}
        </Link>
      </Flex>
      <Bubble text={message.text} />
      {message.settleable && mayAct && (
        <SettleForm messageId={message.id} reference={message.reference ?? ''} />
      )}
      {message.settleable && !mayAct && <Alert type="warning" showIcon title={t('settle.title')} />}
      <Meaning message={message} />
      <Facts message={message} />
      <section>
        <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>
          {t('detail.timeline')}
        </Typography.Title>
        <Timeline entries={message.timeline} />
      </section>
      {message.hasRecords && mayAct && <VendorRecords messageId={message.id} />}
    </Flex>
  )
}

/** Why it went wrong, in plain words, and what to do. */
function Meaning({ message }: { message: MessageDetail }) {
  const t = useTranslations('history.detail')
  const { text, advice, retry } = message.explained
  const told = message.status === 'unknown' ? message.reportCode !== null : text !== null
  if (!told || message.status === 'delivered') return null
  const again = retry === null ? null : t(retry ? 'retry' : 'noRetry')
  return (
    <Alert
      type="info"
      showIcon
      title={text ?? t('meaning')}
      description={
        <>
          {advice && <div>{advice}</div>}
          {again && <div>{again}</div>}
          {message.reportCode && (
            <div>
              {t('code')}: <span className={styles.code}>{message.reportCode}</span>
            </div>
          )}
        </>
      }
    />
  )
}

function Facts({ message }: { message: MessageDetail }) {
  const t = useTranslations()
  const row = (key: 'batch' | 'channel' | 'template' | 'segments', children: React.ReactNode) => ({
    key,
    label: t(`history.columns.${key}`),
    children,
  })
  const items = [
    row('batch', <Link href={`/batches/${message.batchId}`}>{message.batchName}</Link>),
    row('channel', message.channel.name),
    row('template', `${message.templateTitle} · ${t(`common.category.${message.category}`)}`),
    row('segments', message.segments),
    { key: 'row', label: t('history.detail.row'), children: message.row },
  ]
  return <Descriptions column={1} size="small" items={items} />
}
