import {
  type Browser,
  type BrowserContext,
  test as base,
  expect,
  type Page,
} from '@playwright/test'
import { calm, openSandbox, type Sandbox } from './sandbox.ts'

export type Role = 'viewer' | 'operator' | 'approver' | 'administrator'
type SignedIn = Awaited<ReturnType<BrowserContext['storageState']>>

const addresses: Record<Role, string> = {
  viewer: 'viewer@example.com',
  operator: 'operator@example.com',
  approver: 'approver@example.com',
  administrator: 'admin@example.com',
}

/** New pages of a test are signed in as the test is, unless told otherwise. */
export const nobody: SignedIn = { cookies: [], origins: [] }

export const demoPassword = (): string => process.env.ADMIN_PASSWORD ?? ''

/** Fills the sign-in form of the page shown, and waits until it is left. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('邮箱').fill(email)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
  await expect(page.getByRole('navigation', { name: '主菜单' })).toBeVisible()
}

async function openSession(browser: Browser, baseURL: string, role: Role): Promise<SignedIn> {
  const context = await browser.newContext({ baseURL, storageState: nobody })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await signIn(page, addresses[role], demoPassword())
  const state = await context.storageState()
  await context.close()
  return state
}

type Options = {
  /** Who is signed in when the test begins; null is nobody. */
  role: Role | null
}
type Fixtures = { sandbox: Sandbox }
type Shared = { sessions: (role: Role) => Promise<SignedIn> }

export const test = base.extend<Options & Fixtures, Shared>({
  role: ['operator', { option: true }],
  sessions: [
    async ({ browser }, use) => {
      const known = new Map<Role, Promise<SignedIn>>()
      const baseURL = process.env.E2E_BASE_URL ?? ''
      await use((role) => {
        const session = known.get(role) ?? openSession(browser, baseURL, role)
        known.set(role, session)
        return session
      })
    },
    { scope: 'worker' },
  ],
  storageState: async ({ role, sessions }, use) => {
    await use(role ? await sessions(role) : undefined)
  },
  sandbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it.
    async ({}, use) => {
      const sandbox = openSandbox()
      await sandbox.rates(calm)
      await use(sandbox)
      await sandbox.clearFaults()
    },
    { auto: true },
  ],
})
