'use client'
import { Descriptions } from 'antd'
import { useTranslations } from 'next-intl'
import { StatusBadge } from '#components/status-badge.tsx'
import { TimeText } from '#components/time-text.tsx'
import type { UserRow } from '#lib/users/queries.ts'

export function UserFacts({ user }: { user: UserRow }) {
  const t = useTranslations('users')
  const items = [
    { key: 'email', label: t('email'), children: user.email },
    {
      key: 'state',
      label: t('state'),
      children: <StatusBadge kind="userState" value={user.disabledAt ? 'disabled' : 'active'} />,
    },
    {
      key: 'lastSignIn',
      label: t('lastSignIn'),
      children: user.lastSignInAt ? <TimeText value={user.lastSignInAt} /> : t('never'),
    },
    { key: 'created', label: t('created'), children: <TimeText value={user.createdAt} /> },
  ]
  return <Descriptions column={1} size="small" items={items} />
}
