'use client'
import { Badge, Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { formatTime } from '#lib/i18n/format-time.ts'
import type { PhoneStanding } from '#lib/opt-outs/read-standing.ts'
import { type UndoAction, UndoOptOut } from './undo-opt-out.tsx'

type Props = {
  standing: PhoneStanding
  /** Masked. */
  phone: string
  /** Absent when the role may not. */
  undo: UndoAction | undefined
}

/** Whether we may write to a phone, and why not. */
export function Standing({ standing, phone, undo }: Props) {
  const t = useTranslations('history.phone')
  const { active, blocked, history } = standing
  const undone = history.filter((entry) => entry.undoneAt !== null)
  return (
    <Flex vertical gap={4}>
      {blocked && <Badge status="error" text={t('blocked', { reason: blocked.reason })} />}
      {active && (
        <Flex wrap gap={8} align="center">
          <Badge
            status="warning"
            text={`${t('optedOut')} · ${t(`source.${active.source}`)} · ${t('since', { time: formatTime(active.at, 'minute') })}`}
          />
          {undo && <UndoOptOut id={active.id} phone={phone} undo={undo} />}
        </Flex>
      )}
      {!active && !blocked && <Badge status="success" text={t('free')} />}
      {undone.map((entry) => (
        <Typography.Text key={entry.id} type="secondary">
          {t('undone', { time: formatTime(entry.at, 'minute'), reason: entry.undoReason ?? '' })}
        </Typography.Text>
      ))}
    </Flex>
  )
}
