export default {
  title: 'Settings',
  lead: 'What holds for every channel and every batch.',
  save: 'Save',
  saved: 'Saved.',
  off: 'Off',
  group: {
    approval: 'Approval',
    people: 'Recipients',
    repeats: 'Repeats',
    retention: 'Personal data',
  },
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
  keepForEver: 'For ever',
  retentionHint:
    'Days after which phones and values are erased; counts stay. Leave a field empty to keep them. Opt-outs and the blocklist always keep the phone: without it they could not be honoured.',
  keepMessagesDays: 'Messages: phones and values',
  keepMessagesDaysHint: 'Days since their batch ended, at least 7.',
  keepPushesDays: 'Pushes of vendors, and reports without a message',
  keepPushesDaysHint:
    'At least 7 days: reports come in for up to three. What is not applied yet stays until it is.',
  keepRepliesDays: 'Replies: phones and texts',
  keepRepliesDaysHint: 'An opt-out that came by a reply stays.',
  keepRefusedDays: 'Lines of files that could not be sent to',
  keepRefusedDaysHint: 'Days since their batch ended. Row and reason stay.',
  keepUploadsDays: 'Files of recipients',
  keepUploadsDaysHint:
    'They go as soon as their batch has ended, and after so many days in any case.',
}
