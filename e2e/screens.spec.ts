import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './journey.ts'

test.use({ role: 'administrator' })

const screens = [
  '/',
  '/batches',
  '/batches/new',
  '/messages',
  '/inbox',
  '/inbox/opt-outs',
  '/inbox/blocklist',
  '/templates',
  '/templates/new',
  '/signatures',
  '/channels',
  '/balances',
  '/reports',
  '/reports?kind=parked',
  '/audit',
  '/users',
  '/account',
]

/** Opens a screen and waits until its skeleton has given way. */
async function open(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path)
  expect(answer?.status(), path).toBe(200)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.waitForLoadState('networkidle')
}

/** A batch and a message that the demo has, each at its own address. */
async function listDetails(page: Page): Promise<string[]> {
  await open(page, '/batches')
  const batch = await page.getByRole('link', { name: '收入通知 · 演示' }).getAttribute('href')
  await open(page, '/messages')
  const message = await page.getByRole('link', { name: /^#/ }).first().getAttribute('href')
  return [String(batch), String(message)]
}

async function findViolations(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no screen has a serious fault of accessibility, ${colorScheme}`, async ({ page }) => {
    test.slow()
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    for (const path of [...screens, ...(await listDetails(page))]) {
      await open(page, path)
      expect.soft(await findViolations(page), path).toEqual([])
    }
  })
}

test('no screen scrolls sideways at 375 pixels', async ({ page }) => {
  const details = await listDetails(page)
  await page.setViewportSize({ width: 375, height: 780 })
  for (const path of [...screens, ...details]) {
    await open(page, path)
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect.soft(width, path).toBeLessThanOrEqual(375)
  }
})
