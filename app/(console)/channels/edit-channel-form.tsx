'use client'
import { App } from 'antd'
import { useTranslations } from 'next-intl'
import { ActionForm } from '#components/action-form.tsx'
import { withDefaults } from '#components/vendor-fields.tsx'
import type { VendorView } from '#lib/channels/describe-vendor.ts'
import type { ChannelView } from '#lib/channels/queries.ts'
import { update } from './actions.ts'
import { ChannelFields } from './channel-fields.tsx'
import { toChannelInput, toChannelValues } from './channel-input.ts'

type Props = { channel: ChannelView; vendor: VendorView; back(): void }

/** The vendor of a channel never changes; credentials are replaced or kept, never shown. */
export function EditChannelForm({ channel, vendor, back }: Props) {
  const t = useTranslations()
  const { message } = App.useApp()
  const done = () => {
    message.success(t('channels.saved'))
    back()
  }
  return (
    <ActionForm
      action={update}
      initialValues={{
        ...toChannelValues(channel),
        settings: withDefaults(vendor.settings, channel.settings),
      }}
      toInput={(values) => ({ id: channel.id, ...toChannelInput(values) })}
      done={done}
      submit={t('ui.action.save')}
      cancel={back}
    >
      <ChannelFields vendor={vendor} keeps />
    </ActionForm>
  )
}
