import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { readUser, requireSession } from '#lib/web/session.ts'
import { PasswordForm } from './password-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('changeTitle') }
}

export default async function AccountPage() {
  await requireSession('viewer')
  const [t, user] = await Promise.all([getTranslations('auth'), readUser()])
  return (
    <>
      <PageHeader title={t('changeTitle')} lead={user?.email} />
      <PasswordForm email={user?.email ?? ''} />
    </>
  )
}
