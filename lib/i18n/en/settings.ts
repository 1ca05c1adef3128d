export default {
  title: 'Settings',
  lead: 'What holds for every channel and every batch.',
  save: 'Save',
  saved: 'Saved.',
  off: 'Off',
  group: { approval: 'Approval', people: 'Recipients', repeats: 'Repeats' },
  approvalThreshold: 'A second person approves from so many recipients on',
  approvalThresholdHint: 'Nobody approves their own batch. Leave it empty to turn approval off.',
  optOutScope: 'An opt-out stops',
  optOutScopeHint:
    'On every channel. Verification codes are never stopped; the blocklist stops all.',
  scope: {
    marketing: 'marketing',
    marketing_and_notification: 'marketing and notifications',
  },
  marketingPerDay: 'Marketing to one phone a day, at most',
  marketingPerDayHint: 'Over all channels, by the day in Asia/Shanghai. What is above is blocked.',
  notificationPerDay: 'Notifications to one phone a day, at most',
  notificationPerDayHint: 'Verification codes are not capped.',
  repeatHours: 'Point out the same people within so many hours',
  repeatHoursHint:
    'When a template goes to mostly the same people again, the check says so before one confirms.',
}
