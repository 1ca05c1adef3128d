import type { Category } from '#lib/providers/vocabulary.ts'
import type { ConsoleSettings } from './read-settings.ts'

/** Opt-outs stop marketing, notifications too where the setting says so, verification codes never. */
export const isStoppedByOptOut = ({ optOutScope }: ConsoleSettings, category: Category): boolean =>
  category === 'marketing' ||
  (category === 'notification' && optOutScope === 'marketing_and_notification')

/** Messages a phone may get in a day over all channels; null: any. Verification codes have no cap. */
export const perDayOf = (settings: ConsoleSettings, category: Category): number | null =>
  ({
    marketing: settings.marketingPerDay,
    notification: settings.notificationPerDay,
    otp: null,
  })[category]
