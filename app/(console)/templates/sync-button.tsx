'use client'
import { SyncOutlined } from '@ant-design/icons'
import { App, Button, Dropdown } from 'antd'
import { useTranslations } from 'next-intl'
import { useRunAction } from '#components/run-action.ts'
import { sync } from './actions.ts'

export type ChannelChoice = { id: string; name: string; hasApi: boolean }

/** Fetches the vendor's list for one channel, or for all that have one. */
export function SyncButton({ channels }: { channels: ChannelChoice[] }) {
  const t = useTranslations('templates')
  const { message } = App.useApp()
  const { run, pending } = useRunAction()
  const syncAll = async (chosen: ChannelChoice[]) => {
    for (const { id, name } of chosen) {
      const result = await run(() => sync({ channelId: id }))
      if (result) message.success(t('synced', { channel: name, ...result.data }))
    }
  }
  const button = (
    <Button icon={<SyncOutlined />} loading={pending} disabled={channels.length === 0}>
      {t('sync')}
    </Button>
  )
  const [only, ...others] = channels
  if (!only) return <span title={t('syncNone')}>{button}</span>
  if (others.length === 0) {
    return (
      <Button icon={<SyncOutlined />} loading={pending} onClick={() => syncAll([only])}>
        {t('sync')}
      </Button>
    )
  }
  const items = [
    { key: 'all', label: t('syncAll') },
    { type: 'divider' as const },
    ...channels.map(({ id, name }) => ({ key: id, label: name })),
  ]
  const choose = ({ key }: { key: string }) =>
    syncAll(key === 'all' ? channels : channels.filter(({ id }) => id === key))
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: choose }}>
      {button}
    </Dropdown>
  )
}
