'use client'
import { KeyOutlined, LogoutOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useRouter } from 'next/navigation'
import { signOut } from 'next-auth/react'
import { useTranslations } from 'next-intl'
import type { Role } from '#lib/auth/roles.ts'

export type ShellUser = { name: string; email: string; role: Role }

/** Who is signed in, the password, and the way out. */
export function UserMenu({ user }: { user: ShellUser }) {
  const t = useTranslations()
  const router = useRouter()
  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: `${user.email} · ${t(`common.role.${user.role}`)}`,
    },
    { key: 'password', icon: <KeyOutlined />, label: t('ui.header.changePassword') },
    { type: 'divider' },
    { key: 'out', icon: <LogoutOutlined />, label: t('ui.header.signOut') },
  ]
  const choose = ({ key }: { key: string }) => {
    if (key === 'password') router.push('/account')
    if (key === 'out') void signOut({ callbackUrl: '/sign-in' })
  }
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: choose }}>
      <Button
        type="text"
        icon={<UserOutlined />}
        aria-label={`${t('ui.header.account')} ${user.name}`}
      >
        <span className="only-wide">{user.name}</span>
      </Button>
    </Dropdown>
  )
}
