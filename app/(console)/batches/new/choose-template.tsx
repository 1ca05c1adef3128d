'use client'
import { Empty, Flex, Select, Typography } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Bubble } from '#components/bubble.tsx'
import { renderText } from '#lib/providers/texts.ts'
import type { TemplateChoice } from './choices.ts'
import styles from './wizard.module.css'

type Props = {
  templates: TemplateChoice[]
  value: TemplateChoice | undefined
  change(id: string): void
}

/** One template out of those of the channel, with its text as it will arrive. */
export function ChooseTemplate({ templates, value, change }: Props) {
  const t = useTranslations('batches')
  if (templates.length === 0) {
    return (
      <Empty description={t('wizard.noTemplates')} image={Empty.PRESENTED_IMAGE_SIMPLE}>
        <Link href="/templates">{t('wizard.addTemplate')}</Link>
      </Empty>
    )
  }
  return (
    <div className={styles.pair}>
      <Flex vertical gap={12}>
        <TemplateSelect {...{ templates, value, change }} />
        {value && (
          <Typography.Text type="secondary">
            {t('wizard.variables')}
            {': '}
            {value.variables.length > 0 ? value.variables.join(', ') : t('wizard.noVariables')}
          </Typography.Text>
        )}
      </Flex>
      {value && <Bubble text={renderText(value, [])} />}
    </div>
  )
}

function TemplateSelect({ templates, value, change }: Props) {
  const t = useTranslations()
  const words = (one: TemplateChoice) =>
    one.sendable
      ? one.text
      : t('batches.wizard.notSendable', { status: t(`common.review.${one.reviewStatus}`) })
  return (
    <Select
      size="large"
      aria-label={t('batches.steps.template')}
      placeholder={t('batches.wizard.templateSearch')}
      value={value?.id}
      onChange={change}
      showSearch={{ optionFilterProp: 'search' }}
      listHeight={360}
      options={templates.map((one) => ({
        value: one.id,
        label: one.title,
        search: `${one.title} ${one.text} ${one.signature} ${one.vendorId ?? ''}`,
        disabled: !one.sendable,
        words: words(one),
      }))}
      optionRender={({ data }) => (
        <Flex vertical>
          <span>{data.label}</span>
          <Typography.Text type="secondary" ellipsis style={{ fontSize: 12 }}>
            {data.words}
          </Typography.Text>
        </Flex>
      )}
    />
  )
}
