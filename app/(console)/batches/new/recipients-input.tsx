'use client'
import { DownloadOutlined } from '@ant-design/icons'
import { Alert, Button, Flex, Progress, Tabs, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import type { TemplateChoice } from './choices.ts'
import { DropFile } from './drop-file.tsx'
import { PasteNumbers } from './paste-numbers.tsx'
import { type DraftStage, useDraft } from './use-draft.ts'

type Props = { channelId: string; template: TemplateChoice; done(batchId: string): void }

/** A file or pasted numbers, on their way to becoming a draft. */
export function RecipientsInput({ channelId, template, done }: Props) {
  const t = useTranslations('batches.wizard')
  const { stage, start, stop } = useDraft({ channelId, templateId: template.id, done })
  if (stage.at !== 'idle') return <OnItsWay stage={stage} stop={stop} />
  return (
    <Flex vertical gap={12}>
      {stage.problem && (
        <Alert role="alert" type="error" showIcon title={t('failed')} description={stage.problem} />
      )}
      <Tabs
        items={[
          {
            key: 'file',
            label: t('file'),
            children: <DropFile start={(file) => start(file, file.name)} />,
          },
          {
            key: 'paste',
            label: t('paste'),
            children: <PasteNumbers variables={template.variables} start={start} />,
          },
        ]}
      />
      <div>
        <SampleLink template={template} />
      </div>
    </Flex>
  )
}

function SampleLink({ template }: { template: TemplateChoice }) {
  const t = useTranslations('batches.wizard')
  return (
    <Button type="link" icon={<DownloadOutlined />} href={`/api/exports/sample/${template.id}`}>
      {t('sample')}
    </Button>
  )
}

function OnItsWay({ stage, stop }: { stage: Exclude<DraftStage, { at: 'idle' }>; stop(): void }) {
  const t = useTranslations('batches.wizard')
  const uploading = stage.at === 'uploading' && stage.percent < 100
  const words = uploading ? t('uploading', { name: stage.name }) : t('uploaded')
  return (
    <Flex vertical gap={8} role="status" style={{ padding: '24px 0' }}>
      <Typography.Text>{words}</Typography.Text>
      <Progress
        aria-label={words}
        percent={stage.at === 'uploading' ? stage.percent : 100}
        status="active"
      />
      {uploading && (
        <div>
          <Button onClick={stop}>{t('stop')}</Button>
        </div>
      )}
    </Flex>
  )
}
