'use client'
import { App, Divider, Flex, Form, Input } from 'antd'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ActionForm } from '#components/action-form.tsx'
import { ConfirmButton } from '#components/confirm-button.tsx'
import { DetailDrawer } from '#components/detail-drawer.tsx'
import type { UserRow } from '#lib/users/queries.ts'
import { disable, enable, reset, update } from './actions.ts'
import { PasswordOnce } from './password-once.tsx'
import { RoleField } from './role-field.tsx'
import { UserFacts } from './user-facts.tsx'

/** One user: what is known, name and role to change, and the sharper acts below. */
export function UserDrawer({ user, ownId }: { user: UserRow | undefined; ownId: string | null }) {
  return (
    <DetailDrawer open={user !== undefined} title={user?.name}>
      {user && <UserDetail key={user.id} user={user} own={user.id === ownId} />}
    </DetailDrawer>
  )
}

function UserDetail({ user, own }: { user: UserRow; own: boolean }) {
  const t = useTranslations()
  const { message } = App.useApp()
  return (
    <>
      <UserFacts user={user} />
      <Divider />
      <ActionForm
        action={update}
        initialValues={{ name: user.name, role: user.role }}
        toInput={(values) => ({ ...values, id: user.id }) as Parameters<typeof update>[0]}
        done={() => message.success(t('users.saved'))}
        submit={t('ui.action.save')}
      >
        <Form.Item name="name" label={t('users.name')}>
          <Input />
        </Form.Item>
        <RoleField />
      </ActionForm>
      <Divider />
      <Flex wrap gap={8} align="center">
        <ResetButton user={user} />
        {!own && <StateButton user={user} />}
        <Link href={`/audit?actor=${user.id}`} style={{ marginInlineStart: 'auto' }}>
          {t('users.history')}
        </Link>
      </Flex>
    </>
  )
}

function ResetButton({ user }: { user: UserRow }) {
  const t = useTranslations('users')
  const [password, setPassword] = useState<string>()
  return (
    <>
      <ConfirmButton
        title={t('resetTitle', { name: user.name })}
        description={t('resetHint')}
        action={() => reset({ id: user.id })}
        done={(made) => setPassword(made.password)}
      >
        {t('reset')}
      </ConfirmButton>
      <PasswordOnce
        made={password ? { name: user.name, password } : undefined}
        close={() => setPassword(undefined)}
      />
    </>
  )
}

function StateButton({ user }: { user: UserRow }) {
  const t = useTranslations('users')
  if (user.disabledAt) {
    return (
      <ConfirmButton
        title={t('enableTitle', { name: user.name })}
        action={() => enable({ id: user.id })}
        success={t('enabled')}
      >
        {t('enable')}
      </ConfirmButton>
    )
  }
  return (
    <ConfirmButton
      title={t('disableTitle', { name: user.name })}
      description={t('disableHint')}
      action={() => disable({ id: user.id })}
      success={t('disabled')}
      danger
    >
      {t('disable')}
    </ConfirmButton>
  )
}
