import { expect, type Page } from '@playwright/test'
import { demoPassword, nobody, signIn, test } from './journey.ts'

test.use({ role: 'administrator' })

/** Among the first of the demo's people: every batch went to them. */
const asking = '13820000013'
const leaving = '17720039608'

/** The history of one phone, by the search box. */
async function openHistory(page: Page, phone: string): Promise<void> {
  await page.goto('/messages')
  const search = page.getByPlaceholder(/手机号、批次/)
  await search.fill(phone)
  await search.press('Enter')
  await expect(page.getByText(/该号码 1\d\d\*{4}\d{4}/)).toBeVisible()
}

test('a reply in Chinese is readable, whatever its vendor’s encoding', async ({
  page,
  sandbox,
}) => {
  const vendors = await sandbox.replying()
  expect(vendors.length).toBeGreaterThan(1)
  for (const vendor of vendors) {
    const content = `请问营业时间，${vendor}`
    await sandbox.reply(vendor, asking, content)
    await expect(async () => {
      await page.goto('/inbox')
      await expect(page.getByRole('link', { name: content }).first()).toBeVisible({
        timeout: 5_000,
      })
    }).toPass()
  }
})

test('an administrator erases a phone with a reason; nothing is found under it any more', async ({
  page,
  browser,
}) => {
  const context = await browser.newContext({ storageState: nobody })
  const operator = await context.newPage()
  await operator.goto('/sign-in')
  await signIn(operator, 'operator@example.com', demoPassword())
  await openHistory(operator, leaving)
  await expect(operator.getByRole('button', { name: '清除该号码' })).toHaveCount(0)
  await context.close()

  await openHistory(page, leaving)
  await page.getByRole('button', { name: '清除该号码' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '清除该号码' }).click()
  await expect(dialog.getByText('请填写此项')).toBeVisible()
  await dialog.getByLabel('原因').fill('本人要求')
  await dialog.getByRole('button', { name: '清除该号码' }).click()
  await expect(page.getByText('已清除 177****9608').last()).toBeVisible()
  await page.getByRole('button', { name: '知道了' }).click()

  await openHistory(page, leaving)
  await expect(page.getByRole('main').getByRole('row', { name: /177\*{4}9608/ })).toHaveCount(0)
})
