import { expect } from '@playwright/test'
import { confirm, count, csvFile, figure, makeDraft } from './batch.ts'
import { test } from './journey.ts'

const size = 50_000
const rows = Array.from({ length: size }, (_, n) => `188${10_000_000 + n},张三,${n % 500}`)

test('a large batch is paused, resumed and aborted', async ({ page, sandbox }) => {
  await sandbox.fault({ vendor: 'infocloud', fault: 'slow', ms: 5000 })
  const recipients = csvFile('大批.csv', ['手机号,姓名,金额', ...rows])
  await makeDraft(page, { channel: /经分助手/, template: '收入通知', recipients })
  await expect(figure(page, '有效')).toContainText('50,000')
  await confirm(page, /^立即发送 50,000 条短信/)

  await page.getByRole('button', { name: '暂停', exact: true }).click()
  await expect(page.getByRole('alert').filter({ hasText: '批次已暂停' })).toContainText('人工暂停')
  await expect(count(page, '提交中')).toHaveText('0')
  const queued = (await count(page, '排队中').textContent()) ?? ''
  expect(queued).not.toBe('0')
  await page.reload()
  await expect(count(page, '排队中')).toHaveText(queued)

  await page.getByRole('button', { name: '恢复发送' }).click()
  await expect(page.getByText('发送中', { exact: true })).toBeVisible()
  await expect(count(page, '排队中')).not.toHaveText(queued)

  await page.getByRole('button', { name: '终止' }).click()
  const dialog = page.getByRole('dialog', { name: '终止此批次？' })
  await expect(dialog).toContainText(/已有 [\d,]+ 条发出，无法撤回/)
  await dialog.getByRole('button', { name: /^终止并取消/ }).click()
  await expect(page.getByText('已终止', { exact: true })).toBeVisible()
  await expect(count(page, '排队中')).toHaveText('0')
  await expect(count(page, '已取消')).not.toHaveText('0')
})
