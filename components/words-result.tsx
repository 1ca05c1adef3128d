'use client'
import { Alert, Flex, Spin } from 'antd'
import { useTranslations } from 'next-intl'
import type { FoundWords } from '#lib/channels/check-words.ts'

type Props = {
  pending: boolean
  found: FoundWords | undefined
  error: string | undefined
  /** The text is no longer the one that was looked at. */
  outdated?: boolean
}

/** What the vendor says of sensitive words, or that it is being asked. */
export function WordsResult({ pending, found, error, outdated = false }: Props) {
  const t = useTranslations('words')
  return (
    <div role="status">
      {pending && (
        <Flex gap={8} align="center">
          <Spin size="small" />
          {t('checking')}
        </Flex>
      )}
      {!pending && error && <Alert type="error" showIcon title={error} />}
      {!pending && found && <Found found={found} outdated={outdated} />}
    </div>
  )
}

function Found({ found, outdated }: { found: FoundWords; outdated: boolean }) {
  const t = useTranslations('words')
  const { words, checked } = found
  const note = [t('of', { count: checked.length }), outdated && t('outdated')]
  const description = note.filter(Boolean).join(' ')
  if (words.length === 0) {
    const type = outdated ? 'info' : 'success'
    return <Alert type={type} showIcon title={t('none')} description={description} />
  }
  return (
    <Alert
      type="warning"
      showIcon
      title={t('found')}
      description={
        <>
          <Flex wrap gap={8} style={{ marginBottom: 4 }}>
            {words.map((word) => (
              <mark key={word}>{word}</mark>
            ))}
          </Flex>
          <div>{t('hint')}</div>
          {description}
        </>
      }
    />
  )
}
