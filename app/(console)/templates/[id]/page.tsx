import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { getTemplate } from '#lib/templates/queries.ts'
import { requireSession } from '#lib/web/session.ts'
import { loadEditorChannels } from '../editor-data.ts'
import { TemplateEditor } from '../template-editor.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('templates'))('edit') }
}

type Props = { params: Promise<{ id: string }> }

export default async function EditTemplatePage({ params }: Props) {
  const ctx = await requireSession('operator')
  const { id } = await params
  const [t, channels, template] = await Promise.all([
    getTranslations('templates'),
    loadEditorChannels(ctx),
    getTemplate(ctx, id),
  ])
  if (!template) notFound()
  return (
    <>
      <PageHeader title={t('editTitle', { title: template.title })} />
      <TemplateEditor channels={channels} firstChannel={template.channelId} edited={template} />
    </>
  )
}
