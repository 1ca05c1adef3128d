import { expect, type Locator, type Page } from '@playwright/test'

export type Recipients = string | { name: string; mimeType: string; buffer: Buffer }
export type NewBatch = { channel: RegExp; template: string; recipients: Recipients }

/** A file of the samples that the import is tested with. */
export const sample = (name: string): string => `lib/recipients/samples/${name}`

/** A file made by the test. */
export const csvFile = (name: string, lines: string[]): Recipients => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
})

/** From the list of batches through the wizard up to the file. */
export async function upload(page: Page, { channel, template, recipients }: NewBatch) {
  await page.goto('/batches')
  await page.getByRole('link', { name: '新建群发' }).first().click()
  await page.getByRole('radio', { name: channel }).check()
  await page.getByRole('combobox', { name: '模板' }).click()
  await page.getByRole('combobox', { name: '模板' }).fill(template)
  await page.getByTitle(template, { exact: true }).click()
  await expect(page.getByRole('tab', { name: '上传文件' })).toBeVisible()
  await page.locator('input[type=file]').setInputFiles(recipients)
}

/** Uploads, and waits until the check has ended. Gives the address of the draft. */
export async function makeDraft(page: Page, batch: NewBatch): Promise<string> {
  await upload(page, batch)
  await expect(page.getByText('有效', { exact: true })).toBeVisible({ timeout: 30_000 })
  return new URL(page.url()).pathname
}

/** A figure of the check by its name. */
export const figure = (page: Page, name: string): Locator =>
  page
    .getByRole('main')
    .locator('.ant-card')
    .filter({ has: page.getByText(name, { exact: true }) })

/** From the check to a confirmed batch; `words` are those of the last button. */
export async function confirm(page: Page, words: RegExp): Promise<void> {
  await page.getByRole('button', { name: '下一步：确认' }).click()
  await page.getByRole('button', { name: words }).click()
}

/** How many messages of the batch shown have a status. */
export const count = (page: Page, status: string): Locator =>
  page.getByRole('main').locator('dl > div').filter({ hasText: status }).getByRole('definition')
