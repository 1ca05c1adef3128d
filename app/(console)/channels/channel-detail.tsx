'use client'
import { Alert, Descriptions, Divider, Typography } from 'antd'
import { useLocale, useTranslations } from 'next-intl'
import { Money } from '#components/money.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { VendorView } from '#lib/channels/describe-vendor.ts'
import type { Explanation } from '#lib/channels/explain-trouble.ts'
import type { ChannelView } from '#lib/channels/queries.ts'
import { formatCount } from '#lib/i18n/format-money.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { BalanceText } from './balance-text.tsx'
import { CallbackSection } from './callback-section.tsx'
import { Capabilities } from './capabilities.tsx'
import { ChannelButtons } from './channel-buttons.tsx'
import { ChannelLimits } from './channel-limits.tsx'
import { DiagnosisSection } from './diagnosis-section.tsx'
import type { May } from './may.ts'
import { StatisticsSection } from './statistics-section.tsx'

type Props = {
  channel: ChannelView
  vendor: VendorView
  may: May
  trouble: Explanation | undefined
}

/** All that is known of a channel, with what one may do to it on top. */
export function ChannelDetail({ channel, vendor, may, trouble }: Props) {
  const t = useTranslations('channels')
  const words = useTranslations()
  const counts = vendor.capabilities.some(({ name, can }) => name === 'statistics' && can)
  return (
    <>
      <ChannelButtons channel={channel} may={may} trouble={trouble} />
      {channel.address.startsWith('http:') && (
        <Alert type="warning" showIcon title={t('plainHttp')} style={{ marginBottom: 16 }} />
      )}
      <Facts channel={channel} vendor={vendor} />
      <Heading>{t('callback')}</Heading>
      <CallbackSection channel={channel} vendor={vendor} may={may} />
      <Heading>{words('diagnosis.title')}</Heading>
      <DiagnosisSection channelId={channel.id} may={may} />
      {counts && (
        <>
          <Heading>{words('statistics.title')}</Heading>
          <StatisticsSection channelId={channel.id} may={may} />
        </>
      )}
      <Heading>{t('limits')}</Heading>
      <ChannelLimits limits={channel.effectiveLimits} />
      <Heading>{t('capabilities')}</Heading>
      <Capabilities vendor={vendor} />
    </>
  )
}

function Heading({ children }: { children: string }) {
  return (
    <>
      <Divider />
      <Typography.Title level={2} style={{ fontSize: 16, marginTop: 0 }}>
        {children}
      </Typography.Title>
    </>
  )
}

function Facts({ channel, vendor }: Pick<Props, 'channel' | 'vendor'>) {
  const t = useTranslations('channels')
  const locale = useLocale() as Locale
  const { baseUrl, lowBalance } = channel
  const address = baseUrl ?? `${channel.address} (${t('vendorsAddress')})`
  const items = [
    { key: 'vendor', label: t('vendor'), children: vendor.name[locale] },
    {
      key: 'state',
      label: t('state'),
      children: <StatusBadge kind="channelState" value={channel.state} />,
    },
    { key: 'address', label: t('address'), children: address, span: 'filled' as const },
    { key: 'price', label: t('price'), children: <Money value={channel.price} digits={4} /> },
    {
      key: 'low',
      label: t('lowBalance'),
      children: lowBalance === null ? '—' : formatCount(lowBalance),
    },
    {
      key: 'balance',
      label: t('balance'),
      span: 'filled' as const,
      children: <BalanceText channel={channel} />,
    },
    { key: 'checked', label: t('checkedAt'), children: <Moment at={channel.balanceCheckedAt} /> },
    { key: 'success', label: t('lastSuccess'), children: <Moment at={channel.lastSuccessAt} /> },
    { key: 'callback', label: t('lastCallback'), children: <Moment at={channel.lastCallbackAt} /> },
    { key: 'created', label: t('createdAt'), children: <Moment at={channel.createdAt} /> },
    ...listSettings(channel, vendor, locale),
  ]
  return <Descriptions size="small" column={{ xs: 1, sm: 2 }} items={items} />
}

function Moment({ at }: { at: Date | null }) {
  const t = useTranslations('channels')
  return at ? <TimeText value={at} /> : <span>{t('never')}</span>
}

/** The vendor's own settings in its own words. */
function listSettings(channel: ChannelView, vendor: VendorView, locale: Locale) {
  return vendor.settings.map(({ name, title, options, input }) => {
    const value = channel.settings[name]
    const option = options?.find((one) => one.value === value)?.label[locale]
    const flag = locale === 'en' ? { on: 'On', off: 'Off' } : { on: '开', off: '关' }
    const text = input === 'switch' ? (value ? flag.on : flag.off) : String(value ?? '') || '—'
    return { key: `settings.${name}`, label: title[locale], children: option ?? text }
  })
}
