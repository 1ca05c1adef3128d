'use client'
import { Button, Card, Descriptions, Flex } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import type { ImportOptions } from '#lib/batches/types.ts'
import styles from './check.module.css'
import type { SummaryProps } from './draft-props.ts'
import { FirstRows } from './first-rows.tsx'
import { ReadingSelect } from './reading-select.tsx'
import { useRecheck } from './use-recheck.ts'

type Encoding = NonNullable<ImportOptions['encoding']>

const delimiters: Record<string, string> = { '\t': 'Tab' }

/** How the file was read, and how it could be read instead. */
export function FileReading({ batch, check, summary, mayWrite }: SummaryProps) {
  const t = useTranslations('batches.check')
  const { again, pending } = useRecheck(batch.id)
  const [chosen, choose] = useState<ImportOptions>({})
  const mapping = chosen.mapping ?? summary.mapping ?? { phone: 0, variables: {} }
  const hasHeader = chosen.hasHeader ?? summary.header !== undefined
  const encoding = chosen.encoding ?? summary.encoding
  const columns = columnsOf(summary.sample ?? [], hasHeader, (letter) =>
    t('columnNumber', { letter }),
  )
  const put = (patch: ImportOptions) => choose({ ...chosen, ...patch })
  const putVariable = (name: string, column: number | undefined) => {
    const { [name]: _, ...others } = mapping.variables
    const variables = column === undefined ? others : { ...others, [name]: column }
    put({ mapping: { ...mapping, variables } })
  }
  return (
    <Card title={t('reading2')} size="small">
      <Flex vertical gap={16}>
        <Facts file={summary.file?.name} delimiter={summary.delimiter} format={summary.format} />
        <FirstRows sample={summary.sample ?? []} hasHeader={hasHeader} mapping={mapping} />
        {mayWrite && (
          <div className={styles.grid}>
            {summary.format === 'csv' && (
              <ReadingSelect
                label={t('encoding')}
                note={chosen.encoding || check.options.encoding ? undefined : t('encodingGuess')}
                value={encoding}
                options={encodingOptions()}
                change={(value: Encoding) => put({ encoding: value })}
              />
            )}
            <ReadingSelect
              label={t('header')}
              value={hasHeader ? 'yes' : 'no'}
              options={[
                { value: 'yes', label: t('headerYes') },
                { value: 'no', label: t('headerNo') },
              ]}
              change={(value) => put({ hasHeader: value === 'yes' })}
            />
            <ReadingSelect
              label={t('phone')}
              value={mapping.phone}
              options={columns}
              change={(phone) => put({ mapping: { ...mapping, phone } })}
            />
            {batch.template.variables.map((name) => (
              <ReadingSelect
                key={name}
                label={t('columnOf', { name })}
                value={mapping.variables[name] ?? -1}
                options={[...columns, { value: -1, label: t('noColumn') }]}
                change={(column) => putVariable(name, column === -1 ? undefined : column)}
              />
            ))}
          </div>
        )}
        {mayWrite && (
          <div>
            <Button
              disabled={Object.keys(chosen).length === 0}
              loading={pending}
              onClick={() => again({ ...check.options, ...chosen })}
            >
              {t('change')}
            </Button>
          </div>
        )}
      </Flex>
    </Card>
  )

  function encodingOptions() {
    const names = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const
    return names.map((value) => ({ value, label: t(`encodings.${value}`) }))
  }
}

function Facts(props: {
  file: string | undefined
  delimiter: string | undefined
  format: 'csv' | 'xlsx' | undefined
}) {
  const t = useTranslations('batches')
  const { delimiter } = props
  const items = [
    { key: 'file', label: t('facts.file'), children: props.file },
    { key: 'format', label: t('check.format'), children: props.format?.toUpperCase() },
    {
      key: 'delimiter',
      label: t('check.delimiter'),
      children: delimiter && <code>{delimiters[delimiter] ?? delimiter}</code>,
    },
  ]
  return (
    <Descriptions size="small" column={{ xs: 1, md: 3 }} items={items.filter((i) => i.children)} />
  )
}

/** Columns by their header, else by the letter a spreadsheet gives them. */
function columnsOf(sample: string[][], hasHeader: boolean, name: (letter: string) => string) {
  const width = Math.max(1, ...sample.map((cells) => cells.length))
  return Array.from({ length: width }, (_, value) => {
    const letter = String.fromCharCode(65 + (value % 26))
    const title = hasHeader ? sample[0]?.[value]?.trim() : ''
    return { value, label: title || name(letter) }
  })
}
