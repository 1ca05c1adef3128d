'use client'
import { Alert, Card, Flex } from 'antd'
import { useTranslations } from 'next-intl'
import { WordsResult } from '#components/words-result.tsx'
import { expectedOf } from '#lib/batches/cost.ts'
import styles from './check.module.css'
import { CheckFigures } from './check-figures.tsx'
import { CheckNotes } from './check-notes.tsx'
import { CostCard } from './cost-card.tsx'
import type { SummaryProps } from './draft-props.ts'
import { FileReading } from './file-reading.tsx'
import { RefusedTable } from './refused-table.tsx'
import { SampleTexts } from './sample-texts.tsx'
import { SegmentHistogram } from './segment-histogram.tsx'
import { useBatchWords } from './use-batch-words.ts'

/** All that the check found, from the figures down to the single row. */
export function CheckPanel(props: SummaryProps) {
  const t = useTranslations('batches.check')
  const { summary } = props
  const words = useBatchWords(
    props.batch.id,
    props.looksForWords && props.mayWrite && summary.valid > 0,
  )
  return (
    <Flex vertical gap={16}>
      {summary.valid === 0 && <Alert type="error" showIcon role="alert" title={t('none')} />}
      <CheckFigures summary={summary} />
      <CheckNotes check={props.check} summary={summary} />
      <WordsResult {...words} />
      {summary.valid > 0 && (
        <div className={styles.pair}>
          <Card title={t('texts')} size="small">
            <SampleTexts summary={summary} marked={words.found?.words} />
          </Card>
          <Flex vertical gap={16}>
            <CostCard
              batch={props.batch}
              segments={expectedOf(summary).segments}
              quotas={props.quotas}
            />
            <Card title={t('histogram')} size="small">
              <SegmentHistogram summary={summary} />
            </Card>
          </Flex>
        </div>
      )}
      <FileReading key={JSON.stringify(props.check.options)} {...props} />
      <RefusedTable {...props} />
    </Flex>
  )
}
