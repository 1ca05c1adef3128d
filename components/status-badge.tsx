'use client'
import { Badge, type BadgeProps } from 'antd'
import { useMessages } from 'next-intl'
import { type StatusKind, type StatusValue, statusTones } from './status-table.ts'

/** A status in words, with a dot that says the same in colour. */
export function StatusBadge<K extends StatusKind>(props: { kind: K; value: StatusValue<K> }) {
  const words = useMessages().common[props.kind] as Record<string, string>
  const tones: Record<string, BadgeProps['status']> = statusTones[props.kind]
  return (
    <Badge
      status={tones[props.value] ?? 'default'}
      text={<span style={{ whiteSpace: 'nowrap' }}>{words[props.value] ?? props.value}</span>}
    />
  )
}
