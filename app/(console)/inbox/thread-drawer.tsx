'use client'
import { Empty, Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { DetailDrawer } from '#components/detail-drawer.tsx'
import { Standing } from '#components/standing.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { Thread, ThreadEntry } from '#lib/inbound/get-thread.ts'
import { undo } from './actions.ts'
import styles from './inbox.module.css'

/** The talk that a reply belongs to. */
export function ThreadDrawer(props: { thread: Thread | null | undefined; mayAct: boolean }) {
  const t = useTranslations('inbox.thread')
  const { thread, mayAct } = props
  return (
    <DetailDrawer
      open={thread !== undefined}
      title={thread ? t('title', { phone: thread.phone }) : t('missing')}
    >
      {thread === null && <Empty description={t('missing')} />}
      {thread && (
        <Flex vertical gap={20}>
          <Standing
            standing={thread.standing}
            phone={thread.phone}
            undo={mayAct ? undo : undefined}
          />
          <Talk entries={thread.entries} />
          <Flex wrap gap="4px 16px">
            <Typography.Text type="secondary">{t('shown')}</Typography.Text>
            <Link href={`/messages?q=${encodeURIComponent(`phone:${thread.phoneToken}`)}`}>
              {t('more')}
            </Link>
          </Flex>
        </Flex>
      )}
    </DetailDrawer>
  )
}

function Talk({ entries }: { entries: ThreadEntry[] }) {
  const t = useTranslations('inbox.thread')
  return (
    <ol className={styles.thread} aria-label={t('label')}>
      {entries.map((entry) =>
        entry.from === 'us' ? (
          <Ours key={`us ${entry.message.id}`} entry={entry} />
        ) : (
          <Theirs key={`them ${entry.inboundId}`} entry={entry} />
        ),
      )}
    </ol>
  )
}

function Ours({ entry }: { entry: Extract<ThreadEntry, { from: 'us' }> }) {
  const t = useTranslations('inbox.thread')
  const { message } = entry
  return (
    <li className={`${styles.us} ${entry.answered ? styles.asked : ''}`}>
      <div className={styles.meta}>
        <span>{t('us')}</span>
        <span>{t('via', { channel: entry.channelName })}</span>
        <Link href={`/messages?id=${message.id}`}>
          <TimeText value={entry.at} precision="minute" />
        </Link>
        <StatusBadge kind="status" value={message.status} />
      </div>
      <div className={styles.bubble}>{message.text}</div>
    </li>
  )
}

function Theirs({ entry }: { entry: Extract<ThreadEntry, { from: 'them' }> }) {
  const t = useTranslations('inbox.thread')
  return (
    <li className={`${styles.them} ${entry.asked ? styles.asked : ''}`}>
      <div className={styles.meta}>
        <span>{t('them')}</span>
        <TimeText value={entry.at} precision="minute" />
        {entry.optOut && <span>{t('asksOptOut')}</span>}
      </div>
      <div className={styles.bubble}>{entry.content}</div>
    </li>
  )
}
