'use client'
import { PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Typography } from 'antd'
import { useLocale, useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import { type ListColumn, RowLink } from '#components/list-columns.tsx'
import { useListUrl } from '#components/list-url.ts'
import { Money } from '#components/money.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { VendorView } from '#lib/channels/describe-vendor.ts'
import type { ChannelView } from '#lib/channels/queries.ts'
import type { Locale } from '#lib/i18n/locales.ts'
import { BalanceText } from './balance-text.tsx'
import type { May } from './may.ts'

type Props = { rows: ChannelView[]; vendors: VendorView[]; may: May }

export function ChannelsTable({ rows, vendors, may }: Props) {
  const t = useTranslations()
  const locale = useLocale() as Locale
  const states = (['active', 'paused'] as const).map((value) => ({
    value,
    label: t(`common.channelState.${value}`),
  }))
  const options = vendors.map(({ vendor, name }) => ({ value: vendor, label: name[locale] }))
  const add = may.write && <AddButton />
  return (
    <DataList
      label={t('channels.title')}
      page={{ rows }}
      rowKey={(channel) => channel.id}
      columns={useColumns(vendors)}
      search={{ name: 'q', placeholder: t('channels.search') }}
      filters={[
        { kind: 'select', name: 'vendor', label: t('channels.vendor'), options },
        { kind: 'select', name: 'state', label: t('channels.state'), options: states },
      ]}
      empty={{
        title: t('channels.emptyTitle'),
        hint: t(may.write ? 'channels.emptyHint' : 'channels.emptyHintReader'),
        action: add,
      }}
      actions={add}
    />
  )
}

function AddButton() {
  const t = useTranslations('channels')
  const { go } = useListUrl()
  return (
    <Button
      type="primary"
      icon={<PlusOutlined />}
      onClick={() => go({ edit: 'new', id: undefined })}
    >
      {t('add')}
    </Button>
  )
}

function useColumns(vendors: VendorView[]): ListColumn<ChannelView>[] {
  const t = useTranslations('channels')
  const locale = useLocale() as Locale
  const nameOf = (vendor: string) =>
    vendors.find((one) => one.vendor === vendor)?.name[locale] ?? vendor
  return [
    {
      key: 'name',
      title: t('name'),
      render: (channel) => (
        <Flex vertical style={{ minWidth: 96 }}>
          <RowLink id={channel.id}>{channel.name}</RowLink>
          <Typography.Text type="secondary">{nameOf(channel.vendor)}</Typography.Text>
        </Flex>
      ),
    },
    {
      key: 'state',
      title: t('state'),
      render: (channel) => <StatusBadge kind="channelState" value={channel.state} />,
    },
    {
      key: 'price',
      title: t('price'),
      align: 'right',
      wide: true,
      render: (channel) => <Money value={channel.price} digits={4} />,
    },
    { key: 'balance', title: t('balance'), render: (channel) => <BalanceText channel={channel} /> },
    {
      key: 'success',
      title: t('lastSuccess'),
      wide: true,
      render: (channel) => <TimeText value={channel.lastSuccessAt} />,
    },
    {
      key: 'callback',
      title: t('lastCallback'),
      wide: true,
      render: (channel) => <TimeText value={channel.lastCallbackAt} />,
    },
  ]
}
