import { expect } from '@playwright/test'
import { test } from './journey.ts'

test('the language is switched to English and stays', async ({ page }) => {
  await page.goto('/batches')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('群发批次')
  await page.getByRole('button', { name: '语言' }).click()
  await page.getByRole('menuitem', { name: 'English' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Batches')
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Batches')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})
