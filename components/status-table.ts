import type { BadgeProps } from 'antd'
import type { Messages } from '#lib/i18n/messages.ts'

type Tone = NonNullable<BadgeProps['status']>
type Common = Messages['common']

/** The kinds of status there are: the words are `common.<kind>.<value>`, the colours stand here. */
export const statusTones = {
  status: {
    queued: 'default',
    submitting: 'processing',
    submitted: 'processing',
    delivered: 'success',
    failed: 'error',
    rejected: 'error',
    blocked: 'warning',
    unknown: 'warning',
    canceled: 'default',
    unreported: 'warning',
  },
  batchState: {
    draft: 'default',
    awaiting_approval: 'warning',
    scheduled: 'processing',
    sending: 'processing',
    paused: 'warning',
    finished: 'success',
    aborted: 'error',
    canceled: 'default',
  },
  review: { none: 'default', review: 'processing', approved: 'success', refused: 'error' },
  channelState: { active: 'success', paused: 'warning' },
  userState: { active: 'success', disabled: 'default' },
} satisfies { [K in keyof Common]?: Partial<Record<keyof Common[K], Tone>> }

export type StatusKind = keyof typeof statusTones
export type StatusValue<K extends StatusKind> = keyof (typeof statusTones)[K] & string
