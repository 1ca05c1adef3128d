'use client'
import { Button, Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useRunAction } from '#components/run-action.ts'
import type { RawText } from '#lib/reports/reveal-raw.ts'
import { reveal } from './actions.ts'
import styles from './reports.module.css'

type Props = { id: number; mayReveal: boolean }

/** What a vendor sent, word for word: on demand, and for administrators. */
export function RawView({ id, mayReveal }: Props) {
  const t = useTranslations('reports.raw')
  const { run, pending } = useRunAction()
  const [raw, setRaw] = useState<RawText>()
  const show = async () => setRaw((await run(() => reveal({ id })))?.data)
  if (!mayReveal) return <Typography.Text type="secondary">{t('reader')}</Typography.Text>
  if (raw) return <Text raw={raw} />
  return (
    <Flex vertical gap={8} align="flex-start">
      <Typography.Text type="secondary">{t('audited')}</Typography.Text>
      <Button onClick={show} loading={pending}>
        {t('show')}
      </Button>
    </Flex>
  )
}

function Text({ raw }: { raw: RawText }) {
  const t = useTranslations('reports.raw')
  return (
    <Flex vertical gap={8}>
      {raw.query && (
        <>
          <strong>{t('query')}</strong>
          <pre className={styles.raw}>{raw.query}</pre>
        </>
      )}
      <strong>{t('body', { encoding: raw.encoding })}</strong>
      <pre className={styles.raw}>{raw.body || t('empty')}</pre>
      {raw.cut && <Typography.Text type="secondary">{t('cut')}</Typography.Text>}
    </Flex>
  )
}
