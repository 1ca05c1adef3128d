'use client'
import { Button, Empty, Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

/** What to say when there is nothing yet: what would stand here, and how to begin. */
export type EmptyWords = { title: string; hint?: string; action?: ReactNode }

/** "Nothing yet" and "nothing matches" are different things. */
export function ListEmpty(props: { words: EmptyWords; filtered: boolean; clear(): void }) {
  const t = useTranslations('ui.list')
  const { title, hint, action } = props.filtered
    ? {
        title: t('nothingMatches'),
        hint: t('nothingMatchesHint'),
        action: <Button onClick={props.clear}>{t('clear')}</Button>,
      }
    : props.words
  return (
    <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={null} style={{ padding: '24px 0' }}>
      <Flex vertical align="center" gap={6}>
        <Typography.Text strong>{title}</Typography.Text>
        {hint && <Typography.Text type="secondary">{hint}</Typography.Text>}
        {action && <div style={{ marginTop: 8 }}>{action}</div>}
      </Flex>
    </Empty>
  )
}
