import { expect } from '@playwright/test'
import { test } from './journey.ts'

test.use({ role: null })

test('health says that console, worker and database are well', async ({ request }) => {
  const answer = await request.get('/api/health')
  expect(answer.status()).toBe(200)
  expect(await answer.json()).toMatchObject({
    ok: true,
    console: 'ok',
    worker: 'ok',
    audit: 'ok',
    database: 'ok',
  })
})

test('an unknown callback address answers 404 without saying why', async ({ request }) => {
  const bodies = new Set<string>()
  const tokens = ['unknown-token', 'unknown-token/', '%ff', '%zz', '%E0%A4%A/abc']
  const others = ['upyun/unknown-token', 'nobody/unknown-token']
  for (const path of [...tokens.map((token) => `infocloud/${token}`), ...others]) {
    const answer = await request.post(`/api/callbacks/${path}`, { data: '{}', maxRedirects: 0 })
    expect(answer.status(), path).toBe(404)
    bodies.add(await answer.text())
  }
  expect(bodies.size).toBe(1)
})

test('what is neither GET nor POST is no push, at whatever address', async ({ request }) => {
  for (const method of ['HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    const answer = await request.fetch('/api/callbacks/infocloud/unknown-token', { method })
    expect(answer.status(), method).toBe(405)
  }
})

test('a callback of more than a megabyte to an unknown address is not even read', async ({
  request,
}) => {
  const answer = await request.post('/api/callbacks/infocloud/unknown-token', {
    data: Buffer.alloc(1024 * 1024 + 1, 'a'),
  })
  expect(answer.status()).toBe(404)
})

test('without a session pages lead to the sign-in and data answers 401', async ({
  page,
  request,
}) => {
  await page.goto('/messages')
  await expect(page).toHaveURL(/\/sign-in\?from=%2Fmessages$/)
  const id = '00000000-0000-7000-8000-000000000000'
  expect((await request.get(`/api/batches/${id}`)).status()).toBe(401)
  expect((await request.get('/api/exports/messages')).status()).toBe(401)
})
