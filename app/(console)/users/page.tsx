import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PageHeader } from '#components/page-header.tsx'
import { findUser, listUsers } from '#lib/users/queries.ts'
import { ListUsersInput } from '#lib/users/schemas.ts'
import { readSearch, type SearchParams } from '#lib/web/search-params.ts'
import { requireSession } from '#lib/web/session.ts'
import { UserDrawer } from './user-drawer.tsx'
import { UsersTable } from './users-table.tsx'

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('users'))('title') }
}

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireSession('administrator')
  const [t, { id, ...asked }] = await Promise.all([
    getTranslations('users'),
    readSearch(searchParams),
  ])
  const [page, user] = await Promise.all([
    listUsers(ctx, ListUsersInput.parse(asked)),
    id ? findUser(ctx, id) : undefined,
  ])
  return (
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <UsersTable page={page} ownId={ctx.actor.id} />
      <UserDrawer user={user} ownId={ctx.actor.id} />
    </>
  )
}
