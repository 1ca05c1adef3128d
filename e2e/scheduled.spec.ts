import { expect } from '@playwright/test'
import { count, csvFile, makeDraft } from './batch.ts'
import { test } from './journey.ts'

const phone = '13800030001'

/** Tomorrow at ten, as the date field of the console takes it. */
function tomorrow(): string {
  const day = new Date(Date.now() + (8 + 24) * 3_600_000).toISOString().slice(0, 10)
  return `${day} 10:00`
}

test('a scheduled batch is cancelled before it starts', async ({ page, sandbox }) => {
  const recipients = csvFile('定时.csv', ['手机号,姓名,金额', `${phone},张三,1`])
  await makeDraft(page, { channel: /经分助手/, template: '收入通知', recipients })
  await page.getByRole('button', { name: '下一步：确认' }).click()
  await page.getByRole('radio', { name: '定时发送' }).check()
  await page.getByRole('button', { name: /^定时发送/ }).click()
  await expect(page.getByText('请选择发送时间，须晚于现在。')).toBeVisible()
  const time = page.getByLabel('日期和时间（北京时间）')
  await time.fill(tomorrow())
  await time.press('Enter')
  await page.getByRole('button', { name: /^定时发送 1 条短信/ }).click()

  await expect(page.getByText('已定时', { exact: true })).toBeVisible()
  await expect(page.getByRole('main')).toContainText(/将于 .* 10:00（北京时间）开始发送/)
  await page.getByRole('button', { name: '撤销批次' }).click()
  await page.getByRole('tooltip').getByRole('button', { name: '确定' }).click()
  await expect(page.getByText('已撤销', { exact: true })).toBeVisible()
  await expect(count(page, '已取消')).toContainText('1')
  await expect(page.getByRole('button', { name: /撤销|暂停|恢复|终止/ })).toHaveCount(0)
  expect(await sandbox.countAccepted('infocloud', phone)).toBe(0)
})
