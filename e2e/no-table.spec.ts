import { expect } from '@playwright/test'
import { sample, upload } from './batch.ts'
import { test } from './journey.ts'

const files: [name: string, words: RegExp][] = [
  ['not-a-csv.csv', /无法识别的文件/],
  ['empty.csv', /文件是空的/],
  ['header-only.csv', /文件只有表头/],
]

for (const [name, words] of files) {
  test(`${name} gives one clear error and leaves no batch`, async ({ page }) => {
    await page.goto(`/batches?q=${name}`)
    await expect(page.getByText('没有符合条件的内容')).toBeVisible()
    await upload(page, { channel: /经分助手/, template: '收入通知', recipients: sample(name) })
    const alert = page.getByRole('main').getByRole('alert')
    await expect(alert).toHaveCount(1)
    await expect(alert).toContainText(words)
    await expect(page).toHaveURL(/\/batches\/new\?/)
    await page.goto(`/batches?q=${name}`)
    await expect(page.getByText('没有符合条件的内容')).toBeVisible()
  })
}
