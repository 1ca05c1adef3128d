export default {
  title: 'Reports not applied',
  lead: 'What vendors pushed, or answered when asked, and could not be applied. The originals are all kept.',
  kind: { unreadable: 'Unreadable content', parked: 'Reports without a message' },
  channel: 'Channel',
  receivedAt: 'Received',
  at: 'Time by the vendor',
  reason: 'Reason',
  otherReason: 'The content cannot be used',
  sourceTitle: 'Source',
  source: { push: 'Pushed', pullReports: 'Pulled reports', pullReplies: 'Pulled replies' },
  contentType: 'Content type',
  size: 'Size',
  bytes: '{count} bytes',
  phone: 'Phone',
  code: 'Code',
  delivered: 'delivered',
  notDelivered: 'not delivered',
  keys: 'Named by the vendor',
  attempts: 'Attempts to match',
  retryAt: 'Next attempt',
  unreadable: {
    one: 'Unreadable content',
    advice:
      'Usually the credentials differ from those at the vendor, or the vendor pushed a form its document does not have. Put the channel’s credentials right and have its pushes read again; if it happens again, send the original to the vendor. Pushes that still name an account the channel had before: enter its credentials once more, they are read at once, then the new ones again.',
    again: 'Read all of this channel again',
    againDone: 'Read again: {count}. What is still unreadable is back in a moment.',
    emptyTitle: 'Nothing unreadable',
    emptyHint: 'Everything that was pushed or pulled could be read.',
  },
  waiting: {
    title: 'Pushes that wait to be applied',
    advice:
      'No worker runs, or the channel’s credentials cannot be decrypted: see ENCRYPTION_KEYS and the worker’s log, or enter all credentials of the channel anew. Nothing is lost meanwhile.',
    count: '{count} since',
  },
  parked: {
    one: 'Report without a message',
    advice:
      'Matching is tried again by itself. If it takes long, the message may not have been sent from this console, or another system uses the same account.',
    emptyTitle: 'No report without a message',
    emptyHint: 'Every report found its message.',
  },
  raw: {
    show: 'Show the original',
    audited:
      'The original may hold whole phone numbers and texts; reading it is written to the audit log.',
    reader: 'Only administrators may read the original.',
    query: 'Query',
    body: 'Body ({encoding})',
    empty: '(empty)',
    cut: 'Only the first 20,000 characters are shown.',
  },
}
