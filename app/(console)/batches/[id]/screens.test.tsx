import { NextIntlClientProvider } from 'next-intl'
import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import type { BatchView } from '#lib/batches/batch-view.ts'
import type { Progress } from '#lib/batches/progress.ts'
import { emptyCounts } from '#lib/counts/batch-counts.ts'
import { messages } from '#lib/i18n/messages.ts'
import { CheckFigures } from './check-figures.tsx'
import { PauseNotice } from './pause-notice.tsx'
import { ProgressCard } from './progress-card.tsx'

vi.mock('../actions.ts', () => ({ anew: vi.fn() }))
vi.mock('next/navigation', () => ({ useRouter: () => ({}) }))

/** As text, in English; a message that lacks a value fails the test. */
function show(screen: ReactElement): string {
  const onError = (error: Error) => {
    throw error
  }
  const markup = renderToStaticMarkup(
    <NextIntlClientProvider
      locale="en"
      messages={messages.en}
      timeZone="Asia/Shanghai"
      onError={onError}
    >
      {screen}
    </NextIntlClientProvider>,
  )
  return markup.replace(/<style[\s\S]*?<\/style>/g, '').replace(/<[^>]+>/g, ' ')
}

const batch = { id: 'b', channelId: 'c', heldByVendor: false, scheduledAt: null } as BatchView
const progress = (counts: Partial<Progress['counts']>): Progress => ({
  ...{ state: 'finished', pauseReason: null, recipientCount: 300, chargedSegments: 300, rate: 0 },
  ...{ retryAt: null, isHeldByLimits: false, quietUntil: null, finishedAt: null },
  ...{ prospect: null, counts: { ...emptyCounts(), ...counts } },
})

test('what is unconfirmed is not called done', () => {
  const lost = progress({ delivered: 255, unknown: 45 })
  expect(show(<ProgressCard batch={batch} progress={lost} />)).toContain(
    '255 of 300 done, 45 unconfirmed',
  )
  const said = {
    pulled: 'being asked for the reports',
    person: 'Only a person can settle',
  } as const
  for (const prospect of ['pulled', 'person'] as const)
    expect(show(<ProgressCard batch={batch} progress={{ ...lost, prospect }} />)).toContain(
      said[prospect],
    )
  const whole = show(<ProgressCard batch={batch} progress={progress({ delivered: 300 })} />)
  expect(whole).toContain('300 of 300 done')
  expect(whole).not.toContain('unconfirmed')
})

test('the figures of a check from before the cap a day was counted', () => {
  const old = { rows: 10, valid: 9, refused: 1, duplicates: 0, segments: 9 }
  const rest = { reasons: {}, warnings: [], histogram: {}, texts: [] }
  const summary = { ...old, ...rest, optedOut: 1, blocklisted: 0 }
  expect(show(<CheckFigures summary={summary} />)).toContain(
    '1 opted out, 0 on the blocklist, 0 over the day’s cap',
  )
})

test('a batch that stands still because people changed says how many, and offers to make it anew', () => {
  const reason = { reason: 'template_unavailable', code: 'again_changed', detail: '3' } as const
  const noticed = show(<PauseNotice reason={reason} batch={batch} mayWrite />)
  expect(noticed).toContain('3 of its messages may not go out any more')
  expect(noticed).toContain('Make it anew')
  expect(noticed).not.toContain('The vendor')
  expect(show(<PauseNotice reason={reason} batch={batch} mayWrite={false} />)).not.toContain(
    'Open the templates',
  )
  const changed = { reason: 'template_unavailable', code: 'content_changed' } as const
  expect(show(<PauseNotice reason={changed} batch={batch} mayWrite />)).toContain(
    'not what was approved any more',
  )
})
