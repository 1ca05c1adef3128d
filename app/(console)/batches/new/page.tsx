import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { type ChannelView, listChannels } from '#lib/channels/queries.ts'
import { listTemplates } from '#lib/templates/queries.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import type { ChannelChoice, TemplateChoice } from './choices.ts'
import { Wizard } from './wizard.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('batches'))('wizard.title') }
}

/** The first steps of a batch: what is chosen stands in the address. */
export default async function NewBatchPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('operator')
  const [t, asked] = await Promise.all([getTranslations('batches'), readSearch(searchParams)])
  const channels = (await listChannels(ctx)).map(toChoice)
  const only = channels.length === 1 ? channels[0] : undefined
  const channel = channels.find((one) => one.id === asked.channel) ?? only
  return (
    <>
      <PageHeader title={t('wizard.title')} lead={t('wizard.lead')} />
      <Wizard
        channels={channels}
        channelId={channel?.id}
        templates={channel ? await templatesOf(ctx, channel.id) : []}
      />
    </>
  )
}

const toChoice = ({ id, name, vendor, state, price, quotas }: ChannelView): ChannelChoice => ({
  ...{ id, name, vendor, state, price },
  quotas: quotas.filter((quota) => quota.amount > 0),
})

async function templatesOf(
  ctx: Parameters<typeof listTemplates>[0],
  channelId: string,
): Promise<TemplateChoice[]> {
  const { rows } = await listTemplates(ctx, { channel: channelId, limit: 200 })
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    text: row.text,
    signature: row.signature,
    signaturePosition: row.signaturePosition,
    variables: row.variables,
    category: row.category,
    vendorId: row.vendorId,
    reviewStatus: row.reviewStatus,
    sendable: row.sendable,
  }))
}
