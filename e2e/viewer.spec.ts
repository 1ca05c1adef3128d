import { expect, type Page, type Request } from '@playwright/test'
import { csvFile, makeDraft } from './batch.ts'
import { test } from './journey.ts'

test.use({ role: 'viewer' })

test('a viewer sees no way to send', async ({ page }) => {
  for (const path of ['/', '/batches', '/messages', '/templates', '/signatures', '/channels']) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const main = page.getByRole('main')
    const words = /新建|添加|新增|同步|暂停|导出|发送/
    await expect(main.getByRole('button', { name: words })).toHaveCount(0)
  }
  for (const path of ['/batches/new', '/templates/new', '/users', '/audit']) {
    await page.goto(path)
    await expect(page.getByText('您的角色无权访问此页面')).toBeVisible()
  }
})

test('an upload by a viewer is refused, and so is one from another site', async ({
  page,
  baseURL,
}) => {
  const post = (origin: string) =>
    page.request.post('/api/uploads', {
      headers: { origin, 'x-file-name': 'a.csv' },
      data: Buffer.from('13800138000\n'),
    })
  expect((await post(baseURL ?? '')).status()).toBe(403)
  expect((await post('https://elsewhere.example')).status()).toBe(403)
})

/** Does `act` and gives the server action it called, which is kept from being sent. */
async function catchAction(page: Page, act: () => Promise<void>): Promise<Request> {
  const caught = new Promise<Request>((resolve) => {
    void page.route('**/*', (route) => {
      if (!route.request().headers()['next-action']) return route.continue()
      resolve(route.request())
      return route.abort()
    })
  })
  await act()
  return caught
}

test('a confirmation sent by hand is refused to a viewer', async ({
  page,
  browser,
  sessions,
  sandbox,
}) => {
  const operator = await browser.newPage({ storageState: await sessions('operator') })
  const phone = '13800020001'
  const recipients = csvFile('viewer.csv', ['手机号,姓名,金额', `${phone},张三,1`])
  const path = await makeDraft(operator, { channel: /经分助手/, template: '收入通知', recipients })
  await operator.getByRole('button', { name: '下一步：确认' }).click()
  const send = operator.getByRole('button', { name: /^立即发送/ })
  const caught = await catchAction(operator, () => send.click())

  const { cookie: _, ...headers } = await caught.allHeaders()
  const own = Object.entries(headers).filter(([name]) => !name.startsWith(':'))
  const answer = await page.request.post(caught.url(), {
    headers: Object.fromEntries(own),
    data: caught.postDataBuffer() ?? '',
  })
  expect(await answer.text()).toContain('"forbidden"')

  await page.goto(path)
  await expect(page.getByRole('main')).toContainText('有效')
  await expect(page.getByRole('button', { name: '下一步：确认' })).toHaveCount(0)
  expect(await sandbox.countAccepted('infocloud', phone)).toBe(0)
  await operator.close()
})

const closed = ['/users', '/audit', '/batches/new', '/templates/new', '/templates/any']

for (const path of closed) {
  test(`${path} is refused to a viewer with 403, in the frame, with a way back`, async ({
    page,
  }) => {
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(403)
    await expect(page.getByText('您的角色无权访问此页面')).toBeVisible()
    await expect(page.getByRole('navigation', { name: '主菜单' })).toBeVisible()
    await page.getByRole('main').getByRole('link', { name: '返回概览' }).click()
    await expect(page.getByRole('heading', { level: 1, name: '概览' })).toBeVisible()
  })
}

test('several values of a filter can be read in its box', async ({ page }) => {
  await page.goto('/messages?status=delivered,failed')
  const box = page.locator('.ant-select-multiple').filter({ hasText: '已送达' })
  await expect(box).toBeVisible()
})
