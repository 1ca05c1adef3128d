import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { isFirstRun } from '#lib/users/queries.ts'
import { openWeb } from '#lib/web/context.ts'
import { ownPath } from '#lib/web/own-path.ts'
import { readUser } from '#lib/web/session.ts'
import { FirstUserForm } from './first-user-form.tsx'
import { SignInForm } from './sign-in-form.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth')
  return { title: t('title') }
}

export default async function SignInPage(props: {
  searchParams: Promise<{ from?: string | string[] }>
}) {
  const next = ownPath((await props.searchParams).from)
  if (await readUser()) redirect(next)
  return (await isFirstRun(openWeb().db)) ? <FirstUserForm /> : <SignInForm next={next} />
}
