import { applyReceived } from '#lib/callbacks/apply-received.ts'
import { revealCallback } from '#lib/channels/reveal-callback.ts'
import type { TestConsole } from './console.fixture.ts'

type Row = Record<string, string>

/** Pushes to an infocloud channel, as that vendor would make them. */
export async function openPushes(console: TestConsole, channelId: string) {
  const { url } = await revealCallback(console.ctx, { id: channelId })
  const { apiKey } = console.sandbox.accounts.infocloud
  const post = (body: string, to = url) =>
    fetch(to, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return {
    url,
    post,
    pushRows: (...data: Row[]) => post(JSON.stringify({ apiKey, data })),
    /** Works on what was received until nothing is left. */
    applyAll: async () => {
      while ((await applyReceived(console.ctx)) > 0);
    },
  }
}

/** A receipt that came in some minute after 10 o'clock. */
export const reportOf = (bid: string, tel: string, arriveResult: string, minute = 0): Row => ({
  ...{ bid, tel, arriveResult },
  arriveTime: `26112110${String(minute).padStart(2, '0')}`,
})

/** A moment as that vendor writes it: to the minute. */
export const minuteOf = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(2, 12)

export const replyOf = (tel: string, content: string, arriveTime = minuteOf(new Date())): Row => ({
  srcId: '106900281234',
  ...{ tel, content, arriveTime },
})
