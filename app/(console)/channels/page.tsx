import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import { describeVendors } from '#lib/channels/describe-vendor.ts'
import { explainTrouble } from '#lib/channels/explain-trouble.ts'
import { getChannel, listChannels } from '#lib/channels/queries.ts'
import { ListChannelsInput } from '#lib/channels/schemas.ts'
import { readLocale } from '#lib/web/request-preferences.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { ChannelDrawer } from './channel-drawer.tsx'
import { ChannelsTable } from './channels-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('channels'))('title') }
}

export default async function ChannelsPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, locale, { id, edit, ...asked }] = await Promise.all([
    getTranslations('channels'),
    readLocale(),
    readSearch(searchParams),
  ])
  const [rows, channel] = await Promise.all([
    listChannels(ctx, ListChannelsInput.parse(asked)),
    id ? getChannel(ctx, id) : null,
  ])
  const may = {
    write: hasRole(ctx.actor.role, 'administrator'),
    operate: hasRole(ctx.actor.role, 'operator'),
  }
  const vendors = describeVendors()
  const words = channel?.trouble && explainTrouble(channel.vendor, channel.trouble, locale)
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <ChannelsTable rows={rows} vendors={vendors} may={may} />
      <ChannelDrawer
        channel={channel}
        vendors={vendors}
        may={may}
        edit={edit !== undefined && may.write}
        adding={id === undefined && edit === 'new' && may.write}
        trouble={words ?? undefined}
      />
    </>
  )
}
