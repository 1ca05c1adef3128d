import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { csvFile, figure, makeDraft, sample } from './batch.ts'
import { test } from './journey.ts'

const target = { channel: /经分助手/, template: '收入通知' }

const reasons: [row: string, reason: RegExp][] = [
  ['3', /^重复/],
  ['8', /丢失了部分数字/],
  ['9', /不是 11 位/],
  ['10', /不是 11 位/],
  ['11', /不是 11 位/],
  ['12', /“姓名”为空/],
  ['19', /【或】/],
  ['21', /最多 350 字/],
  ['22', /缺少变量“金额”/],
]

async function downloadRefused(page: Page): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载被拒绝的行' }).click(),
  ])
  return readFileSync(await download.path())
}

test('a messy file: what is valid, what is refused and why', async ({ page }) => {
  await makeDraft(page, { ...target, recipients: sample('messy.csv') })
  await expect(figure(page, '有效')).toContainText('12')
  await expect(figure(page, '拒绝')).toContainText('9')
  await expect(figure(page, '重复')).toContainText('1')
  await expect(page.getByRole('alert').filter({ hasText: '请留意' })).toContainText('第 23 行')

  const rows = page.getByRole('table', { name: '被拒绝的行' }).getByRole('row')
  await expect(rows).toHaveCount(reasons.length + 1)
  for (const [n, [row, reason]] of reasons.entries()) {
    const cells = rows.nth(n + 1).getByRole('cell')
    await expect(cells.first()).toHaveText(row)
    await expect(cells.nth(1)).toHaveText(reason)
  }
  await page.getByRole('button', { name: '显示更多' }).click()
  const texts = page.getByRole('figure', { name: '短信预览' })
  await expect(texts.filter({ hasText: '第 17 行' })).toContainText('周 八您好，本次收入70元。')
  await expect(texts.filter({ hasText: '第 20 行' })).toContainText('=HYPERLINK("http://x")')

  const text = (await downloadRefused(page)).toString('utf8')
  expect(text.startsWith('\uFEFF行号,')).toBe(true)
  expect(text).toContain('1.38E+10,小陈')
  expect(text.trimEnd().split('\r\n')).toHaveLength(reasons.length + 1)
})

test('a refused row that begins like a formula is neutralised in the download', async ({
  page,
}) => {
  const rows = ['手机号,姓名,金额', '=1+1,张三,5', '13800040001,李四,6']
  await makeDraft(page, { ...target, recipients: csvFile('公式.csv', rows) })
  const bytes = await downloadRefused(page)
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const line = bytes.toString('utf8').split('\r\n')[1] ?? ''
  expect(line).toMatch(/^2,/)
  expect(line).toContain(`'=1+1,张三,5`)
})
