'use client'
import { Badge, type BadgeProps } from 'antd'
import { useMessages } from 'next-intl'
import { type StatusKind, type StatusValue, statusTones } from './status-table.ts'

/** A status in words, with a dot that says the same in colour. */
export function StatusBadge<K extends StatusKind>(props: { kind: K; value: StatusValue<K> }) {
  const words = useMessages().common[props.kind] as Record<string, string>
  const tones: Record<string, BadgeProps['status']> = statusTones[props.kind]
  return (
    // Dot and word stay in one line, however narrow the column.
    <span style={{ whiteSpace: 'nowrap' }}>
      <Badge status={tones[props.value] ?? 'default'} text={words[props.value] ?? props.value} />
    </span>
  )
}
