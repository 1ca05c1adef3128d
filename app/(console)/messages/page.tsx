import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { hasRole } from '#lib/auth/roles.ts'
import { MessageParams, readMessageFilter } from '#lib/messages/filter.ts'
import { listFilterOptions } from '#lib/messages/filter-options.ts'
import { findMessage } from '#lib/messages/get-message.ts'
import { listMessages } from '#lib/messages/list-messages.ts'
import { getPhoneCard } from '#lib/messages/phone-card.ts'
import { isReadable } from '#lib/messages/phone-token.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { ExportButton } from './export-button.tsx'
import { MessageDrawer } from './message-drawer.tsx'
import { MessagesTable } from './messages-table.tsx'
import { PhonePanel } from './phone-panel.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('history'))('title') }
}

export default async function MessagesPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('viewer')
  const [t, locale, { id, ...asked }] = await Promise.all([
    getTranslations('history'),
    getLocale(),
    readSearch(searchParams),
  ])
  const params = MessageParams.parse(asked)
  const filter = readMessageFilter(ctx.keys, params)
  const [page, options, message, card] = await Promise.all([
    listMessages(ctx, filter, { locale, cursor: params.cursor, before: params.before }),
    listFilterOptions(ctx, filter, locale),
    id ? findMessage(ctx, id, { locale }) : undefined,
    isReadable(filter.phone) ? getPhoneCard(ctx, filter.phone) : undefined,
  ])
  const mayAct = hasRole(ctx.actor.role, 'operator')
  const mayErase = hasRole(ctx.actor.role, 'administrator')
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={mayAct && page.rows.length > 0 ? <ExportButton /> : null}
      />
      {card && (
        <PhonePanel
          card={card}
          mayAct={mayAct}
          eraseToken={mayErase ? params.q?.replace('phone:', '') : undefined}
        />
      )}
      <MessagesTable page={page} options={options} phone={card?.phone} mayAct={mayAct} />
      <MessageDrawer message={message} mayAct={mayAct} />
    </>
  )
}
