import { expect } from '@playwright/test'
import { confirm, count, csvFile, figure, makeDraft } from './batch.ts'
import { test } from './journey.ts'

test('the main job with upyun: a template through review, a batch, reports pulled', async ({
  page,
}) => {
  test.slow()
  const title = `到期提醒${Date.now() % 100_000}`
  await page.goto('/templates/new')
  await page.getByRole('combobox', { name: '通道', exact: true }).click()
  await page
    .getByRole('listbox')
    .locator('..')
    .getByTitle(/又拍云/)
    .click()
  await page.getByLabel('标题', { exact: true }).fill(title)
  await page.getByLabel('签名', { exact: true }).fill('云通信')
  await page
    .getByLabel('内容', { exact: true })
    .fill('{姓名}您好，您的会员将于{日期}到期，请及时续费。')
  await page.getByRole('button', { name: '提交审核' }).click()
  const row = page.getByRole('row').filter({ hasText: title })
  await expect(row).toContainText('审核中')
  await expect(async () => {
    await page.getByRole('button', { name: '同步' }).click()
    await expect(row).toContainText('已通过', { timeout: 3000 })
  }).toPass({ timeout: 120_000 })

  const rows = ['手机号,姓名,日期', '13800010001,张三,11月30日', '13900010002,李四,12月1日']
  await makeDraft(page, {
    channel: /又拍云/,
    template: title,
    recipients: csvFile('到期.csv', rows),
  })
  await expect(figure(page, '有效')).toContainText('2')
  await confirm(page, /^立即发送 2 条短信/)
  await expect(count(page, '已送达')).toContainText('2', { timeout: 100_000 })
})
