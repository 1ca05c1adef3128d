import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { readSettings } from '#lib/settings/read-settings.ts'
import { requireSession } from '#lib/web/session.ts'
import { SettingsForm } from './settings-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') }
}

export default async function SettingsPage() {
  const ctx = await requireSession('administrator')
  const [t, settings] = await Promise.all([getTranslations('settings'), readSettings(ctx.db)])
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <SettingsForm settings={settings} />
    </>
  )
}
