'use client'
import { Card, Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Standing } from '#components/standing.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { PhoneCard } from '#lib/messages/phone-card.ts'
import { undo } from './actions.ts'
import styles from './messages.module.css'

/** Over the history of one phone: whether we may write to it, and what it answered. */
export function PhonePanel({ card, mayAct }: { card: PhoneCard; mayAct: boolean }) {
  const t = useTranslations('history.phone')
  return (
    <Card size="small" title={`${t('title')} ${card.phone}`} style={{ marginBottom: 16 }}>
      <Flex vertical gap={12}>
        <Standing standing={card.standing} phone={card.phone} undo={mayAct ? undo : undefined} />
        <div>
          <Typography.Text strong>{t('replies')}</Typography.Text>
          {card.replies.length === 0 && (
            <Typography.Paragraph type="secondary">{t('noReplies')}</Typography.Paragraph>
          )}
          <ul className={styles.replies}>
            {card.replies.map((reply) => (
              <li key={reply.id}>
                <Link href={`/inbox?id=${reply.id}`}>
                  <TimeText value={reply.at} precision="minute" />
                </Link>
                <q>{reply.content}</q>
                <Typography.Text type="secondary">{reply.channelName}</Typography.Text>
              </li>
            ))}
          </ul>
        </div>
      </Flex>
    </Card>
  )
}
