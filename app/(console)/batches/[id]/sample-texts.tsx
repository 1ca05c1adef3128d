'use client'
import { Button, Flex, Segmented } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Bubble } from '#components/bubble.tsx'
import type { SampleText } from '#lib/batches/types.ts'
import styles from './check.module.css'
import type { Summary } from './draft-props.ts'

const few = 6

type Props = {
  summary: Summary
  /** Sensitive words that the vendor found. */
  marked: string[] | undefined
}

/** Real rows as they will arrive: the first, the shortest, the longest, the least usual. */
export function SampleTexts({ summary, marked }: Props) {
  const t = useTranslations('batches.check')
  const kinds: Record<string, SampleText[]> = {
    textFirst: summary.texts,
    textShortest: summary.shortest ? [summary.shortest] : [],
    textLongest: summary.longest ? [summary.longest] : [],
    textOddest: summary.oddest ?? [],
  }
  const names = (['textFirst', 'textShortest', 'textLongest', 'textOddest'] as const).filter(
    (name) => kinds[name]?.length,
  )
  const [kind, setKind] = useState<string>('textFirst')
  const [whole, setWhole] = useState(false)
  const all = kinds[kind] ?? []
  const shown = whole ? all : all.slice(0, few)
  return (
    <Flex vertical gap={12}>
      <div style={{ overflowX: 'auto' }}>
        <Segmented
          aria-label={t('texts')}
          value={kind}
          onChange={setKind}
          options={names.map((name) => ({ value: name, label: t(name) }))}
        />
      </div>
      <div className={styles.bubbles}>
        {shown.map((one) => (
          <Bubble
            key={one.row}
            text={one.text}
            marked={marked}
            note={t('textRow', { row: one.row, phone: one.phone })}
          />
        ))}
      </div>
      {all.length > shown.length && (
        <div>
          <Button onClick={() => setWhole(true)}>{t('more')}</Button>
        </div>
      )}
    </Flex>
  )
}
