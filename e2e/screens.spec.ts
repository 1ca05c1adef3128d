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
  '/settings',
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

/** What may differ between light and dark; all else is the same page. */
const colorRules = ['color-contrast', 'link-in-text-block']

/** Serious ones; of some rules only when these are given. Our pages have no frames to look into. */
async function findViolations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules ? axe.withRules(rules) : axe).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`))
}

const wide = { width: 1280, height: 720 }
const narrow = { width: 375, height: 780 }

test('every screen can be read by all, in light, switched to dark, and at 375 pixels', async ({
  page,
}) => {
  test.setTimeout(360_000)
  for (const path of [...screens, ...(await listDetails(page))]) {
    await page.setViewportSize(wide)
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    await open(page, path)
    expect.soft(await findViolations(page), path).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    // On a busy machine the new colours are a moment on their way.
    const violations = () => findViolations(page, colorRules)
    await expect.configure({ soft: true }).poll(violations, `${path}, dark`).toEqual([])
    await page.setViewportSize(narrow)
    const width = () => page.evaluate(() => document.documentElement.scrollWidth)
    await expect.configure({ soft: true }).poll(width, `${path}, 375 wide`).toBeLessThanOrEqual(375)
  }
})
