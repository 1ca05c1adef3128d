'use client'
import { Table, Typography } from 'antd'
import { useTranslations } from 'next-intl'

type Details = Record<string, unknown>
type Change = { field: string; before?: unknown; after?: unknown; changed: boolean }

const isDetails = (value: unknown): value is Details =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Before and after field by field when both were noted; everything else under "after". */
function toChanges({ before, after, ...rest }: Details): Change[] {
  const [old, now] = [isDetails(before) ? before : {}, isDetails(after) ? after : {}]
  const fields = [...new Set([...Object.keys(old), ...Object.keys(now)])]
  const changes = fields.map((field) => ({
    field,
    before: old[field],
    after: now[field],
    changed: JSON.stringify(old[field]) !== JSON.stringify(now[field]),
  }))
  const noted = Object.entries(rest).map(([field, value]) => ({
    field,
    after: value,
    changed: false,
  }))
  return [...changes, ...noted]
}

const show = (value: unknown): string => {
  if (value === undefined || value === null) return '—'
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1)
}

/** What was noted with an entry. */
export function AuditDetails({ details }: { details: Details }) {
  const t = useTranslations('audit')
  const changes = toChanges(details)
  if (changes.length === 0)
    return <Typography.Text type="secondary">{t('noDetails')}</Typography.Text>
  const hasBefore = changes.some((change) => change.before !== undefined)
  const column = (key: 'before' | 'after') => ({
    key,
    title: hasBefore ? t(key) : t('details'),
    render: (_: unknown, change: Change) => (
      <Typography.Text
        strong={change.changed && key === 'after'}
        style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
      >
        {show(change[key])}
      </Typography.Text>
    ),
  })
  return (
    <Table<Change>
      aria-label={t('details')}
      size="small"
      bordered
      pagination={false}
      rowKey="field"
      dataSource={changes}
      columns={[
        { key: 'field', title: t('field'), dataIndex: 'field', width: 140 },
        ...(hasBefore ? [column('before')] : []),
        column('after'),
      ]}
    />
  )
}
