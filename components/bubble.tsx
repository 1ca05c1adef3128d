'use client'
import { Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { countSegments } from '#lib/providers/texts.ts'
import styles from './bubble.module.css'
import { markWords } from './word-marks.tsx'

type Props = {
  text: string
  note?: string
  /** Words that stand out: those a vendor will not let through. */
  marked?: string[] | undefined
}

/** A text as it will arrive, signature and brackets included, with its length and segments. */
export function Bubble({ text, note, marked = [] }: Props) {
  const t = useTranslations('ui.bubble')
  return (
    <figure className={styles.figure} aria-label={t('label')}>
      <div className={styles.bubble}>{text ? markWords(text, marked) : t('empty')}</div>
      <Flex component="figcaption" gap={12} wrap>
        <Typography.Text type="secondary">{t('length', { length: text.length })}</Typography.Text>
        <Typography.Text type="secondary">
          {t('segments', { count: countSegments(text) })}
        </Typography.Text>
        {note && <Typography.Text type="secondary">{note}</Typography.Text>}
      </Flex>
    </figure>
  )
}
