import { formatTime } from '#lib/i18n/format-time.ts'

type Props = { value: Date | string | null | undefined; precision?: 'day' | 'minute' | 'second' }

/** A time in Asia/Shanghai (the header says so once); a dash when there is none. */
export function TimeText({ value, precision = 'second' }: Props) {
  if (!value) return <span>—</span>
  return (
    <time dateTime={new Date(value).toISOString()} style={{ whiteSpace: 'nowrap' }}>
      {formatTime(value, precision)}
    </time>
  )
}
