'use client'
import { Flex, Typography } from 'antd'
import { useTranslations } from 'next-intl'
import { DataList } from '#components/data-list.tsx'
import { type ListColumn, RowLink } from '#components/list-columns.tsx'
import { StatusBadge } from '#components/status-badge.tsx'
import { TimeText } from '#components/time-text.tsx'
import { roles } from '#lib/auth/roles.ts'
import type { Page } from '#lib/paging/keyset.ts'
import type { UserRow } from '#lib/users/queries.ts'
import { AddUserButton } from './add-user-button.tsx'

export function UsersTable(props: { page: Page<UserRow>; ownId: string | null }) {
  const t = useTranslations()
  const states = (['active', 'disabled'] as const).map((value) => ({
    value,
    label: t(`common.userState.${value}`),
  }))
  return (
    <DataList
      label={t('users.title')}
      page={props.page}
      rowKey={(user) => user.id}
      columns={useColumns(props.ownId)}
      search={{ name: 'q', placeholder: t('users.search') }}
      filters={[
        {
          kind: 'select',
          name: 'role',
          label: t('users.role'),
          options: roles.map((value) => ({ value, label: t(`common.role.${value}`) })),
        },
        { kind: 'select', name: 'state', label: t('users.state'), options: states },
      ]}
      empty={{ title: t('users.emptyTitle'), hint: t('users.emptyHint') }}
      actions={<AddUserButton />}
    />
  )
}

function useColumns(ownId: string | null): ListColumn<UserRow>[] {
  const t = useTranslations()
  const you = <Typography.Text type="secondary">({t('users.you')})</Typography.Text>
  return [
    {
      key: 'name',
      title: t('users.name'),
      render: (user) => (
        <Flex gap={6}>
          <RowLink id={user.id}>{user.name}</RowLink>
          {user.id === ownId && you}
        </Flex>
      ),
    },
    { key: 'email', title: t('users.email'), render: (user) => user.email, wide: true },
    { key: 'role', title: t('users.role'), render: (user) => t(`common.role.${user.role}`) },
    {
      key: 'state',
      title: t('users.state'),
      render: (user) => (
        <StatusBadge kind="userState" value={user.disabledAt ? 'disabled' : 'active'} />
      ),
    },
    {
      key: 'lastSignInAt',
      title: t('users.lastSignIn'),
      render: (user) =>
        user.lastSignInAt ? <TimeText value={user.lastSignInAt} /> : t('users.never'),
      wide: true,
    },
  ]
}
