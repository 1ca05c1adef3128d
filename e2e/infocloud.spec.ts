import { expect } from '@playwright/test'
import { confirm, count, figure, makeDraft, sample } from './batch.ts'
import { demoPassword, signIn, test } from './journey.ts'

test.use({ role: null })

test('the main job with infocloud: sign in, upload, check, send, watch, look up', async ({
  page,
  sandbox,
}) => {
  await sandbox.rates({ decideByPhone: true })
  await page.goto('/')
  await signIn(page, 'operator@example.com', demoPassword())

  await makeDraft(page, {
    channel: /经分助手/,
    template: '收入通知',
    recipients: sample('notice-gbk.csv'),
  })
  await expect(figure(page, '有效')).toContainText('10')
  await expect(figure(page, '拒绝')).toContainText('0')
  const texts = page.getByRole('figure', { name: '短信预览' })
  await expect(texts.first()).toContainText('【云通信】张三您好，本次收入300.09元。')
  await expect(page.getByRole('main')).toContainText('¥0.45')

  await confirm(page, /^立即发送 10 条短信/)
  // 18612340000 … all ten are delivered: none of their endings stands for a failure.
  await expect(count(page, '已送达')).toContainText('10', { timeout: 60_000 })
  await expect(page.getByText('已完成', { exact: true })).toBeVisible()

  await page.getByRole('link', { name: '查看短信明细' }).click()
  const rows = page.getByRole('table', { name: '短信列表' }).getByRole('row')
  await expect(rows.filter({ hasText: '已送达' })).toHaveCount(10)
  await rows.filter({ hasText: '张三您好' }).getByRole('link', { name: /^#/ }).click()
  const timeline = page.getByRole('dialog').getByRole('list')
  for (const step of ['创建批次', '确认发送', '提交给供应商', '供应商已接收', '状态报告：已送达'])
    await expect(timeline).toContainText(step)
  await expect(page.getByRole('dialog')).toContainText('138****8000')
  expect(await sandbox.countAccepted('infocloud', '13800138000')).toBe(1)
})
