import type { Role } from '#lib/auth/roles.ts'
import type { Messages } from '#lib/i18n/messages.ts'

export type MenuEntry = {
  key: keyof Messages['ui']['menu']
  href: string
  /** The lowest role that sees it. */
  role: Role
}
export type MenuGroup = { key?: keyof Messages['ui']['menu']; entries: MenuEntry[] }

/** The side menu. The pages check roles themselves; this only spares people dead ends. */
export const menuGroups: MenuGroup[] = [
  { entries: [{ key: 'overview', href: '/', role: 'viewer' }] },
  {
    key: 'groupSend',
    entries: [
      { key: 'batches', href: '/batches', role: 'viewer' },
      { key: 'messages', href: '/messages', role: 'viewer' },
      { key: 'inbox', href: '/inbox', role: 'viewer' },
    ],
  },
  {
    key: 'groupSetup',
    entries: [
      { key: 'templates', href: '/templates', role: 'viewer' },
      { key: 'signatures', href: '/signatures', role: 'viewer' },
      { key: 'channels', href: '/channels', role: 'viewer' },
      { key: 'balances', href: '/balances', role: 'viewer' },
    ],
  },
  {
    key: 'groupAdmin',
    entries: [
      { key: 'audit', href: '/audit', role: 'approver' },
      { key: 'users', href: '/users', role: 'administrator' },
      { key: 'settings', href: '/settings', role: 'administrator' },
    ],
  },
]

/** Pages below a screen that ask for more than it does. */
const stricter: [pattern: RegExp, role: Role][] = [
  [/^\/batches\/new$/, 'operator'],
  [/^\/templates\/[^/]+$/, 'operator'],
]

/** The role that the page of this path (with or without its search) asks for. */
export function roleOfPath(address: string): Role {
  const path = address.replace(/\/*(\?.*)?$/, '')
  const screen = `/${path.split('/')[1] ?? ''}`
  const entries = menuGroups.flatMap((group) => group.entries)
  return (
    stricter.find(([pattern]) => pattern.test(path))?.[1] ??
    entries.find((entry) => entry.href === screen)?.role ??
    'viewer'
  )
}
