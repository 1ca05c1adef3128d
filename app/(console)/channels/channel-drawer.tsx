'use client'
import { App } from 'antd'
import { useTranslations } from 'next-intl'
import { DetailDrawer } from '#components/detail-drawer.tsx'
import { useListUrl } from '#components/list-url.ts'
import type { VendorView } from '#lib/channels/describe-vendor.ts'
import type { Explanation } from '#lib/channels/explain-trouble.ts'
import type { ChannelView } from '#lib/channels/queries.ts'
import { AddChannelForm } from './add-channel-form.tsx'
import { ChannelDetail } from './channel-detail.tsx'
import { EditChannelForm } from './edit-channel-form.tsx'
import type { May } from './may.ts'

type Props = {
  channel: ChannelView | null
  vendors: VendorView[]
  may: May
  /** `?edit=…` beside an id: the form instead of the details. */
  edit: boolean
  adding: boolean
  trouble: Explanation | undefined
}

/** One channel of `?id=`: its details or its form; or the form of a new one. */
export function ChannelDrawer({ channel, vendors, may, edit, adding, trouble }: Props) {
  const t = useTranslations('channels')
  const { message } = App.useApp()
  const { go } = useListUrl()
  if (adding) {
    const done = ({ id }: { id: string }) => {
      message.success(t('added'))
      go({ id, edit: undefined })
    }
    return (
      <DetailDrawer key="new" open param="edit" title={t('addTitle')} width={640}>
        <AddChannelForm vendors={vendors} done={done} cancel={() => go({ edit: undefined })} />
      </DetailDrawer>
    )
  }
  const vendor = vendors.find((one) => one.vendor === channel?.vendor)
  if (!channel || !vendor) return <DetailDrawer key="none" open={false} />
  const show = () => go({ edit: undefined })
  if (edit) {
    const title = t('editTitle', { name: channel.name })
    return (
      <DetailDrawer key="edit" open param="edit" title={title} width={640}>
        <EditChannelForm key={channel.id} channel={channel} vendor={vendor} back={show} />
      </DetailDrawer>
    )
  }
  return (
    <DetailDrawer key="show" open title={channel.name} width={640}>
      <ChannelDetail
        key={channel.id}
        channel={channel}
        vendor={vendor}
        may={may}
        trouble={trouble}
      />
    </DetailDrawer>
  )
}
