'use client'
import { Card, Flex, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Standing } from '#components/standing.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { PhoneCard } from '#lib/messages/phone-card.ts'
import { undo } from './actions.ts'
import { ErasePhoneButton } from './erase-phone-button.tsx'
import styles from './messages.module.css'

type Props = {
  card: PhoneCard
  mayAct: boolean
  /** Stands for the phone, where the reader may have it erased. */
  eraseToken: string | undefined
}

/** Over the history of one phone: whether we may write to it, and what it answered. */
export function PhonePanel({ card, mayAct, eraseToken }: Props) {
  const t = useTranslations('history.phone')
  const erase = eraseToken && <ErasePhoneButton token={eraseToken} phone={card.phone} />
  return (
    <Card
      size="small"
      title={`${t('title')} ${card.phone}`}
      extra={erase}
      style={{ marginBottom: 16 }}
    >
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
