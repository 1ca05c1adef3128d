'use client'
import { ApiOutlined, EditOutlined } from '@ant-design/icons'
import { Alert, Button, Flex } from 'antd'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConfirmButton } from '#components/confirm-button.tsx'
import { useListUrl } from '#components/list-url.ts'
import { QuotaList } from '#components/quota-list.tsx'
import { useRunAction } from '#components/run-action.ts'
import type { Explanation } from '#lib/channels/explain-trouble.ts'
import type { ChannelView } from '#lib/channels/queries.ts'
import { formatTime } from '#lib/i18n/format-time.ts'
import { archive, pause, resume, test } from './actions.ts'
import type { May } from './may.ts'
import { TroubleWords } from './trouble-words.tsx'

type Result = Extract<Awaited<ReturnType<typeof test>>, { ok: true }>['data']

type Props = { channel: ChannelView; may: May; trouble: Explanation | undefined }

/** Test, edit, pause or resume, archive; and below what the test, or else the last question, said. */
export function ChannelButtons({ channel, may, trouble }: Props) {
  const t = useTranslations('channels')
  const { go } = useListUrl()
  const { run, pending } = useRunAction()
  const [result, setResult] = useState<Result>()
  const ask = async () => {
    setResult(undefined)
    setResult((await run(() => test({ id: channel.id })))?.data)
  }
  return (
    <>
      {may.operate && (
        <Flex wrap gap={8} style={{ marginBottom: 16 }}>
          <Button type="primary" icon={<ApiOutlined />} loading={pending} onClick={ask}>
            {t('test')}
          </Button>
          {may.write && (
            <>
              <Button icon={<EditOutlined />} onClick={() => go({ edit: '1' })}>
                {t('edit')}
              </Button>
              <StateButton channel={channel} />
              <ConfirmButton
                title={t('archiveTitle', { name: channel.name })}
                description={t('archiveHint')}
                action={() => archive({ id: channel.id })}
                success={t('archived')}
                done={() => go({ id: undefined })}
                danger
              >
                {t('archive')}
              </ConfirmButton>
            </>
          )}
        </Flex>
      )}
      <div role="status">
        {result && <TestResult result={result} />}
        {!result && trouble && <LastTrouble words={trouble} />}
      </div>
    </>
  )
}

function LastTrouble({ words }: { words: Explanation }) {
  const t = useTranslations('channels')
  return (
    <Alert
      type="warning"
      showIcon
      style={{ marginBottom: 16 }}
      title={t('trouble')}
      description={<TroubleWords words={words} />}
    />
  )
}

function TestResult({ result }: { result: Result }) {
  const t = useTranslations('channels')
  const at = t('testAt', { time: formatTime(result.at, 'second') })
  const style = { marginBottom: 16 }
  if (!result.ok) {
    return (
      <Alert
        type="error"
        showIcon
        style={style}
        title={t('testFailed')}
        description={<TroubleWords words={result.words} />}
      />
    )
  }
  const title = t(result.quotas.length > 0 ? 'testOk' : 'testOkEmpty')
  return (
    <Alert
      type="success"
      showIcon
      style={style}
      title={title}
      description={
        <>
          <QuotaList quotas={result.quotas} />
          {at}
        </>
      }
    />
  )
}

function StateButton({ channel }: { channel: ChannelView }) {
  const t = useTranslations('channels')
  const words = {
    active: { does: pause, name: 'pause', done: 'paused' },
    paused: { does: resume, name: 'resume', done: 'resumed' },
  } as const
  const { does, name, done } = words[channel.state]
  return (
    <ConfirmButton
      title={t(`${name}Title`, { name: channel.name })}
      description={t(`${name}Hint`)}
      action={() => does({ id: channel.id })}
      success={t(done)}
    >
      {t(name)}
    </ConfirmButton>
  )
}
