'use client'
import { Button, Card, Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { WordsResult } from '#components/words-result.tsx'
import type { WordCheck } from './use-words.ts'

/** Asks the vendor whether it would let the text through. */
export function WordsPanel({ ask, pending, found, outdated, empty }: WordCheck) {
  const t = useTranslations('words')
  return (
    <Card title={t('title')} style={{ marginTop: 16 }}>
      <Flex vertical gap={12} align="flex-start">
        <Typography.Text type="secondary">{empty ? t('empty') : t('lead')}</Typography.Text>
        <Button onClick={ask} disabled={empty} loading={pending}>
          {t(found ? 'again' : 'check')}
        </Button>
        <WordsResult pending={pending} found={found} error={undefined} outdated={outdated} />
      </Flex>
    </Card>
  )
}
