'use client'
import { Card, Flex } from 'antd'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { type UrlPatch, useListUrl } from '#components/list-url.ts'
import { goShallow } from '../shallow.ts'
import { type Step, WizardSteps } from '../wizard-steps.tsx'
import type { ChannelChoice, TemplateChoice } from './choices.ts'
import { ChooseCategory, isCategory } from './choose-category.tsx'
import { ChooseChannel } from './choose-channel.tsx'
import { ChooseTemplate } from './choose-template.tsx'
import { RecipientsInput } from './recipients-input.tsx'

type Props = {
  channels: ChannelChoice[]
  channelId: string | undefined
  templates: TemplateChoice[]
}

/** Channel, type, template and recipients on one page, each step open once the last is chosen. */
export function Wizard(props: Props) {
  const t = useTranslations('batches.steps')
  const url = useListUrl()
  const router = useRouter()
  const [leaving, setLeaving] = useState(false)
  const asked = url.params.get('category') ?? undefined
  const category = isCategory(asked) ? asked : undefined
  const templates = props.templates.filter((one) => !category || one.category === category)
  const template = templates.find((one) => one.id === url.params.get('template'))
  const channel = props.channels.find((one) => one.id === props.channelId)
  const stay = (patch: UrlPatch) => goShallow(url.hrefOf(patch))
  const done = (batchId: string) => {
    setLeaving(true)
    router.push(`/batches/${batchId}`)
  }
  return (
    <>
      <WizardSteps current={stepOf(channel, template)} />
      <Flex vertical gap={16} aria-busy={url.pending || leaving}>
        <Card title={t('channel')} size="small">
          <ChooseChannel
            channels={props.channels}
            value={props.channelId}
            change={(id) => url.go({ channel: id, template: undefined })}
          />
        </Card>
        {channel && (
          <Card title={`${t('category')} · ${t('template')}`} size="small">
            <Flex vertical gap={12}>
              <ChooseCategory
                value={category}
                change={(value) => stay({ category: value, template: undefined })}
              />
              <ChooseTemplate
                key={channel.id}
                templates={templates}
                value={template}
                change={(id) => stay({ channel: channel.id, template: id })}
              />
            </Flex>
          </Card>
        )}
        {channel && template && (
          <Card title={t('recipients')} size="small">
            <RecipientsInput
              key={template.id}
              channelId={channel.id}
              template={template}
              done={done}
            />
          </Card>
        )}
      </Flex>
    </>
  )
}

function stepOf(channel: unknown, template: unknown): Step {
  if (!channel) return 'channel'
  return template ? 'recipients' : 'template'
}
