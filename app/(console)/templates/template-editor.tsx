'use client'
import { Alert, App, Card, Col, Form, Row } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import { withDefaults } from '#components/vendor-fields.tsx'
import type { ReviewStatus } from '#lib/providers/vendor-templates.ts'
import type { TemplateView } from '#lib/templates/queries.ts'
import type { AddTemplate, UpdateTemplate } from '#lib/templates/schemas.ts'
import { readLengths } from '#lib/templates/variable-lengths.ts'
import type { ActionState } from '#lib/web/action.ts'
import { add, update } from './actions.ts'
import { type DraftValues, toDraft, toInput, toValues } from './draft-values.ts'
import type { EditorChannel } from './editor-data.ts'
import { PreviewPanel } from './preview-panel.tsx'
import { RulesPanel } from './rules-panel.tsx'
import { TemplateFields } from './template-fields.tsx'
import { useWords } from './use-words.ts'
import { WordsPanel } from './words-panel.tsx'

type Props = {
  channels: EditorChannel[]
  firstChannel: string
  /** The template that is changed. */
  edited?: TemplateView
  /** The template that a new one is a copy of. */
  source?: TemplateView | undefined
}

type Saved = { reviewStatus: ReviewStatus }

/** Fields at the left, the text as it will arrive and the vendor's rules at the right. */
export function TemplateEditor({ channels, firstChannel, edited, source }: Props) {
  const t = useTranslations('templates')
  const router = useRouter()
  const { message } = App.useApp()
  const [form] = Form.useForm<DraftValues>()
  const [channelId, setChannelId] = useState(firstChannel)
  const values = Form.useWatch((all: DraftValues) => all, form) ?? {}
  const channel = channels.find(({ id }) => id === channelId)
  const { text, variableLengths } = readLengths(values.text ?? '')
  const words = useWords(channelId, text)
  if (!channel) return null
  const hasApi = channel.vendor.hasTemplatesApi
  const draft = { ...toDraft(values), text }
  const looks = channel.vendor.capabilities.some(({ name, can }) => name === 'checkWords' && can)
  const choose = (id: string) => {
    setChannelId(id)
    const fields = channels.find((one) => one.id === id)?.vendor.templateSettings ?? []
    form.setFieldsValue({ settings: withDefaults(fields, form.getFieldValue('settings')) })
  }
  const done = ({ reviewStatus }: Saved) => {
    const [first, again] = reviewStatus === 'review' ? doneWords.review : doneWords.other
    message.success(t(edited ? again : first))
    router.push('/templates')
  }
  return (
    <Row gutter={[16, 16]}>
      <Col xs={24} lg={14}>
        <Card>
          {edited && hasApi && (
            <Alert type="warning" showIcon title={t('back')} style={{ marginBottom: 16 }} />
          )}
          <ActionForm
            form={form}
            action={save}
            initialValues={toValues(edited ?? source, channel)}
            toInput={(all) => toInput(all, { channel, edited, source })}
            done={done}
            submit={t(hasApi ? 'submit' : 'save')}
            cancel={() => router.back()}
          >
            <TemplateFields
              channel={channel}
              channels={channels}
              choose={edited ? undefined : choose}
              form={form}
              exists={edited !== undefined}
            />
          </ActionForm>
        </Card>
      </Col>
      <Col xs={24} lg={10}>
        <div style={{ position: 'sticky', top: 72 }}>
          <PreviewPanel
            draft={draft}
            lengths={variableLengths}
            maxLength={channel.vendor.limits.textLength}
            marked={words.found?.words}
          />
          <RulesPanel channelId={channel.id} draft={draft} />
          {looks && <WordsPanel {...words} />}
        </div>
      </Col>
    </Row>
  )
}

const save = (input: AddTemplate | UpdateTemplate): Promise<ActionState<Saved>> =>
  'id' in input ? update(input) : add(input)

/** After making one, and after changing one. */
const doneWords = {
  review: ['created', 'savedReview'],
  other: ['createdCode', 'saved'],
} as const
