'use client'
import { Alert, Button, Descriptions, Flex } from 'antd'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { Bubble } from '#components/bubble.tsx'
import { ConfirmButton } from '#components/confirm-button.tsx'
import { CopyText } from '#components/copy-text.tsx'
import { DetailDrawer } from '#components/detail-drawer.tsx'
import { useListUrl } from '#components/list-url.ts'
import { StatusBadge } from '#components/status-badge.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { VendorView } from '#lib/channels/describe-vendor.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { renderText } from '#lib/providers/texts.ts'
import type { TemplateView } from '#lib/templates/queries.ts'
import { goneReason } from '#lib/templates/review.ts'
import { lengthOf } from '#lib/templates/variable-lengths.ts'
import { remove } from './actions.ts'

type Props = { template: TemplateView | null; vendor: VendorView | undefined; mayWrite: boolean }

/** One template: the text as it arrives, what the vendor says of it, and what one may do. */
export function TemplateDrawer({ template, vendor, mayWrite }: Props) {
  return (
    <DetailDrawer open={template !== null} title={template?.title}>
      {template && vendor && (
        <>
          {mayWrite && <Buttons template={template} vendor={vendor} />}
          <ReviewHint template={template} />
          <Bubble text={renderText(template, [])} />
          <Facts template={template} vendor={vendor} />
        </>
      )}
    </DetailDrawer>
  )
}

type Both = { template: TemplateView; vendor: VendorView }

function Buttons({ template, vendor }: Both) {
  const t = useTranslations('templates')
  const { go } = useListUrl()
  const atVendor = vendor.hasTemplatesApi && template.reviewReason !== goneReason
  return (
    <Flex wrap gap={8} style={{ marginBottom: 16 }}>
      <Link href={`/templates/${template.id}`} tabIndex={-1}>
        <Button type="primary">{t('edit')}</Button>
      </Link>
      {template.sendable && (
        <Link
          href={`/batches/new?channel=${template.channelId}&template=${template.id}`}
          tabIndex={-1}
        >
          <Button>{t('send')}</Button>
        </Link>
      )}
      <Link href={`/templates/new?copy=${template.id}`} tabIndex={-1}>
        <Button>{t('copy')}</Button>
      </Link>
      <ConfirmButton
        title={t('removeTitle', { title: template.title })}
        description={atVendor ? `${t('removeVendor')} ${t('removeHint')}` : t('removeHint')}
        action={() => remove({ id: template.id })}
        success={t('removed')}
        done={() => go({ id: undefined })}
        danger
      >
        {t('remove')}
      </ConfirmButton>
    </Flex>
  )
}

const tones = { review: 'info', refused: 'error' } as const

function ReviewHint({ template }: { template: TemplateView }) {
  const t = useTranslations('templates')
  const { reviewStatus, reviewReason } = template
  if (reviewStatus !== 'review' && reviewStatus !== 'refused') return null
  const gone = reviewReason === goneReason
  const reason = gone ? t('gone') : reviewReason
  const hint = gone ? t('goneHint') : t(`${reviewStatus}Hint`)
  return (
    <Alert
      type={tones[reviewStatus]}
      showIcon
      style={{ marginBottom: 16 }}
      title={reason || hint}
      description={reason ? hint : undefined}
    />
  )
}

function Facts({ template, vendor }: Both) {
  const t = useTranslations()
  const locale = useLocale() as Locale
  const { variables, vendorId, syncedAt } = template
  const wordsOf = (name: string) => {
    const count = lengthOf(template.variableLengths, name)
    const shown = `{${name}}`
    return count === undefined ? shown : t('templates.variableLimit', { name: shown, count })
  }
  const given = (vendor.templateSettings ?? []).filter(({ name }) => name in template.settings)
  const settings = given.map(({ name, title, options }) => {
    const value = String(template.settings[name] ?? '—')
    const option = options?.find((one) => one.value === value)?.label[locale]
    return { key: `settings.${name}`, label: title[locale], children: option ?? value }
  })
  const items = [
    { key: 'channel', label: t('templates.channel'), children: template.channelName },
    { key: 'signature', label: t('templates.signature'), children: `【${template.signature}】` },
    {
      key: 'category',
      label: t('templates.category'),
      children: t(`common.category.${template.category}`),
    },
    {
      key: 'review',
      label: t('templates.review'),
      children: <StatusBadge kind="review" value={template.reviewStatus} />,
    },
    {
      key: 'variables',
      label: t('templates.variables'),
      children: variables.map(wordsOf).join(' ') || t('templates.variablesNone'),
    },
    {
      key: 'vendorId',
      label: t('templates.vendorId'),
      children: vendorId ? <CopyText text={vendorId} /> : t('templates.vendorIdNone'),
    },
    ...settings,
    {
      key: 'updated',
      label: t('templates.updatedAt'),
      children: <TimeText value={template.updatedAt} />,
    },
    ...(syncedAt
      ? [{ key: 'synced', label: t('templates.syncedAt'), children: <TimeText value={syncedAt} /> }]
      : []),
  ]
  return <Descriptions size="small" column={1} items={items} style={{ marginTop: 16 }} />
}
