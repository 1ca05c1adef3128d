import { expect } from '@playwright/test'
import { nobody, signIn, test } from './journey.ts'

test.use({ role: 'administrator' })

test('a user is added, signs in, and is out at the next request once disabled', async ({
  page,
  browser,
}) => {
  const email = `zhou-${Date.now()}@example.com`
  await page.goto('/users')
  await page.getByRole('button', { name: '添加用户' }).click()
  const dialog = page.getByRole('dialog', { name: '添加用户' })
  await dialog.getByLabel('姓名').fill('周新')
  await dialog.getByLabel('邮箱').fill(email)
  await dialog.getByRole('radio', { name: /^查看者/ }).check()
  await dialog.getByRole('button', { name: '添加用户' }).click()
  const shown = page.getByRole('dialog', { name: '周新 的密码' })
  const password = ((await shown.locator('code').textContent()) ?? '').trim()
  await shown.getByRole('button', { name: '完成' }).click()

  const other = await browser.newPage({ storageState: nobody })
  await other.goto('/batches')
  await signIn(other, email, password)
  await expect(other.getByRole('heading', { level: 1, name: '群发批次' })).toBeVisible()

  const row = page.getByRole('row').filter({ hasText: email })
  await row.getByRole('link', { name: '周新' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '确定' }).click()
  await expect(page.getByText('已停用，其登录已失效。')).toBeVisible()

  await other.getByRole('link', { name: '发送记录' }).click()
  await expect(other).toHaveURL(/\/sign-in/)
  await other.getByLabel('邮箱').fill(email)
  await other.getByLabel('密码', { exact: true }).fill(password)
  await other.getByRole('button', { name: '登录' }).click()
  await expect(other.getByText('邮箱或密码错误，或账号已停用。')).toBeVisible()
  await other.close()
})
