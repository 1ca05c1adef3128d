'use client'
import { Table, Tag } from 'antd'
import { useTranslations } from 'next-intl'
import styles from './check.module.css'

type Props = {
  sample: string[][]
  hasHeader: boolean
  mapping: { phone: number; variables: Record<string, number> }
}

const shown = 5

/** The first rows as they stand in the file, with what each column is taken for. */
export function FirstRows({ sample, hasHeader, mapping }: Props) {
  const t = useTranslations('batches.check')
  const width = Math.max(0, ...sample.map((cells) => cells.length))
  const roles = (column: number): string[] => [
    ...(mapping.phone === column ? [t('phone')] : []),
    ...Object.entries(mapping.variables).flatMap(([name, at]) => (at === column ? [name] : [])),
  ]
  return (
    <div className={styles.scroll}>
      <Table
        aria-label={t('firstRows')}
        size="small"
        bordered
        pagination={false}
        rowKey="key"
        dataSource={sample.slice(0, shown).map((cells, key) => ({ key, cells }))}
        columns={Array.from({ length: width }, (_, column) => ({
          key: column,
          title: (
            <span style={{ whiteSpace: 'nowrap' }}>
              {String.fromCharCode(65 + (column % 26))}{' '}
              {roles(column).map((role) => (
                <Tag key={role} color="blue">
                  {role}
                </Tag>
              ))}
            </span>
          ),
          render: (_value: unknown, row: { key: number; cells: string[] }) =>
            hasHeader && row.key === 0 ? <strong>{row.cells[column]}</strong> : row.cells[column],
        }))}
      />
    </div>
  )
}
