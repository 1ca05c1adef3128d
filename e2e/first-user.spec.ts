import { expect } from '@playwright/test'
import { signIn, test } from './journey.ts'

test.use({ role: null, baseURL: process.env.E2E_EMPTY_URL })

const email = 'first@example.com'
const password = 'correct horse battery staple'

test('the first start asks for the first administrator, once', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: '创建首位管理员' })).toBeVisible()
  await page.getByLabel('姓名').fill('钱首')
  await page.getByLabel('邮箱').fill(email)
  await page.getByLabel('密码', { exact: true }).fill('short')
  await page.getByLabel('再次输入密码').fill('short')
  await page.getByRole('button', { name: '创建并登录' }).click()
  await expect(page.getByLabel('密码', { exact: true })).toHaveAttribute('aria-invalid', 'true')

  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByLabel('再次输入密码').fill(password)
  await page.getByRole('button', { name: '创建并登录' }).click()
  await expect(page.getByRole('navigation', { name: '主菜单' })).toBeVisible()
  await page.goto('/batches')
  await expect(page.getByText('还没有群发批次')).toBeVisible()

  await page.context().clearCookies()
  await page.goto('/sign-in')
  await expect(page.getByRole('heading', { name: '登录' })).toBeVisible()
  await signIn(page, email, password)
})
