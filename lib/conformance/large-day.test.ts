import { afterAll, beforeAll, expect, test } from 'vitest'
import { createHttp } from '#lib/providers/http.ts'
import { pullReports } from '#lib/providers/zhuanxinyun/pulls.ts'
import { type Sandbox, startSandbox } from '#lib/sandbox/start.ts'

const vendor = 'zhuanxinyun'
const count = 50_000
const phonesPerCall = 1_000
const day = '2026-11-21'

let sandbox: Sandbox
beforeAll(async () => {
  const now = () => Date.parse(`${day}T12:00:00+08:00`)
  sandbox = await startSandbox({ now, reportDelayMs: [60_000, 60_000] })
  for (let n = 0; n < count; n += phonesPerCall) await send(n)
  await sandbox.control.flush(vendor)
}, 120_000)
afterAll(() => sandbox.stop())

/** One call to a thousand phones. */
async function send(from: number): Promise<void> {
  const each = Array.from({ length: phonesPerCall }, (_, n) => from + n)
  const response = await fetch(`${sandbox.urls[vendor]}/api/v2/sendSms.json`, {
    method: 'POST',
    body: new URLSearchParams({
      ...sandbox.accounts[vendor],
      phones: each.map((n) => String(13_800_000_000 + n)).join(','),
      missionNums: each.map((n) => `${'m'.repeat(25)}${String(n).padStart(7, '0')}`).join(','),
      batchNum: `${'b'.repeat(28)}${String(from / phonesPerCall).padStart(4, '0')}`,
      content: '【云通信】好',
    }),
  })
  expect(await response.json()).toMatchObject({ errorCode: '000000' })
}

test.each(['json', 'xml'] as const)(
  'a day of fifty thousand reports in %s comes in one answer',
  async (format) => {
    const call = {
      credentials: sandbox.accounts[vendor] as { appKey: string; appSecret: string },
      settings: { format },
      baseUrl: sandbox.urls[vendor],
      http: createHttp({ allow: [new URL(sandbox.urls[vendor]).host] }),
      now: () => new Date(),
      nonce: () => '1',
    }
    const raw = await pullReports.fetch(call, { day, page: 1, submissionIds: [] })
    expect(raw.body.length).toBeGreaterThan(10 * 1024 * 1024)
    const { events } = pullReports.parse({ ...raw, receivedAt: new Date() })
    const references = new Set(events.map(({ keys }) => keys?.messageReference))
    expect(references.size).toBe(count)
  },
  60_000,
)
