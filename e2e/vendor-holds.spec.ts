import { expect } from '@playwright/test'
import { count, csvFile, makeDraft } from './batch.ts'
import { test } from './journey.ts'

const phone = '13800038001'

/** Tomorrow at ten, as the date field of the console takes it. */
function tomorrow(): string {
  const day = new Date(Date.now() + (8 + 24) * 3_600_000).toISOString().slice(0, 10)
  return `${day} 10:00`
}

test('sensitive words are marked; a batch is handed to the vendor, which holds it', async ({
  page,
  sandbox,
}) => {
  const lines = ['手机号,姓名,金额', `${phone},张三（开发票）,1`, '13800038002,李四,2']
  const recipients = csvFile('年费.csv', lines)
  await makeDraft(page, { channel: /通用短信平台/, template: '年费到期', recipients })
  await expect(page.getByText('以下词语会被供应商拦截：')).toBeVisible()
  await expect(page.getByRole('figure').locator('mark', { hasText: '发票' })).toHaveCount(1)

  await page.getByRole('button', { name: '下一步：确认' }).click()
  await page.getByRole('radio', { name: '定时发送' }).check()
  await expect(page.getByRole('radio', { name: '控制台' })).toBeChecked()
  await page.getByRole('radio', { name: '供应商' }).check()
  await expect(page.getByText(/提交后无法撤回。须至少提前 \d+ 分钟/)).toBeVisible()
  const time = page.getByLabel('日期和时间（北京时间）')
  await time.fill(tomorrow())
  await time.press('Enter')
  await page.getByRole('button', { name: /^定时发送 2 条短信/ }).click()

  // The vendor has them now, a day ahead, and the page says that they cannot be called back.
  await expect(page.getByText(/将于 .* 10:00（北京时间）由供应商发送，无法撤回/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(count(page, '已提交')).toContainText('2')
  await expect(page.getByText('由供应商定时')).toBeVisible()
  expect(await sandbox.countAccepted('smsadmin', phone)).toBe(1)
})

test.describe('an administrator', () => {
  test.use({ role: 'administrator' })

  test('diagnoses a channel step by step', async ({ page }) => {
    await page.goto('/channels')
    await page.getByRole('link', { name: /经分助手/ }).click()
    await page.getByRole('button', { name: '开始诊断' }).click()
    const steps = page.getByRole('dialog').getByRole('status').getByRole('listitem')
    await expect(steps.filter({ hasText: '网络连接' })).toContainText('正常', { timeout: 30_000 })
    await expect(steps.filter({ hasText: '/health/info' })).toContainText('HTTP 200')
    await expect(steps.filter({ hasText: '加密传输' })).toContainText('明文 http')
    await expect(steps.filter({ hasText: '凭证' })).toHaveCount(2)
  })
})
