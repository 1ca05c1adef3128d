'use client'
import { Button, Flex, Typography } from 'antd'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'
import { CopyText } from '#components/copy-text.tsx'
import { useRunAction } from '#components/run-action.ts'
import type { VendorView } from '#lib/channels/describe-vendor.ts'
import type { ChannelView } from '#lib/channels/queries.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { reveal } from './actions.ts'
import { CallbackSources } from './callback-sources.tsx'
import type { May } from './may.ts'
import { OldAddress, RotateButton } from './rotate-callback.tsx'

type Props = { channel: ChannelView; vendor: VendorView; may: May }

/** The address the vendor pushes to, shown on demand, and where it wants it registered. */
export function CallbackSection({ channel, vendor, may }: Props) {
  const t = useTranslations('channels')
  const locale = useLocale() as Locale
  const { run, pending } = useRunAction()
  const [url, setUrl] = useState<string>()
  const pushes = vendor.capabilities.some(({ name, can }) => name.startsWith('push') && can)
  if (!pushes) return <Typography.Text type="secondary">{t('callbackNone')}</Typography.Text>
  const show = async () => setUrl((await run(() => reveal({ id: channel.id })))?.data.url)
  return (
    <Flex vertical gap={8} align="flex-start">
      {vendor.callbackHelp && <span>{vendor.callbackHelp[locale]}</span>}
      <Typography.Text type="secondary">{t('callbackSecret')}</Typography.Text>
      {url && <CopyText text={url} />}
      <Flex wrap gap={8}>
        {!url && may.operate && (
          <Button onClick={show} loading={pending}>
            {t('callbackShow')}
          </Button>
        )}
        {may.write && !channel.callback.old && <RotateButton channel={channel} done={setUrl} />}
      </Flex>
      {channel.callback.old && (
        <OldAddress channel={channel} old={channel.callback.old} may={may} />
      )}
      {!may.operate && <Typography.Text type="secondary">{t('callbackReader')}</Typography.Text>}
      <CallbackSources channel={channel} may={may} />
    </Flex>
  )
}
