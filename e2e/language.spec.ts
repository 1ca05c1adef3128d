import { expect } from '@playwright/test'
import { test } from './journey.ts'

test('the language is switched to English and stays', async ({ page }) => {
  await page.goto('/batches')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('群发批次')
  await page.getByRole('button', { name: '语言' }).click()
  const english = page.getByRole('menuitem', { name: 'English' })
  await expect(english).toBeVisible()
  // The menu slides in: on a busy machine a click may meet it on its way and fall beside it.
  await expect(async () => {
    if (await english.isVisible()) await english.click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Batches', { timeout: 5_000 })
  }).toPass()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Batches')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})
