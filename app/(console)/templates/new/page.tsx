import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { getTemplate } from '#lib/templates/queries.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { loadEditorChannels } from '../editor-data.ts'
import { TemplateEditor } from '../template-editor.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('addTitle') }
}

/** A new template, empty or as a copy of `?copy=`. */
export default async function NewTemplatePage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('operator')
  const { copy, channel } = await readSearch(searchParams)
  const [t, channels, source] = await Promise.all([
    getTranslations('templates'),
    loadEditorChannels(ctx),
    copy ? getTemplate(ctx, copy) : null,
  ])
  // A copy goes to another channel where there is one.
  const other = source && channels.find(({ id }) => id !== source.channelId)
  const first = channels.find(({ id }) => id === channel) ?? other ?? channels[0]
  if (!first) redirect('/templates')
  return (
    <>
      <PageHeader title={source ? t('copyTitle', { title: source.title }) : t('addTitle')} />
      <TemplateEditor channels={channels} firstChannel={first.id} source={source ?? undefined} />
    </>
  )
}
